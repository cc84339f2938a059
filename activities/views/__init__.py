"""Pages of the offer: `public` for visitors."""
