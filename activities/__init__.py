"""Everything with a date: the offer, its moments and changes, and the public pages that show them."""
