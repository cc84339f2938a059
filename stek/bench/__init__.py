"""How fast Stek is, as ratios against something simpler in the same run; see docs/testing.md for the limits."""
