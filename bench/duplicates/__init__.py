"""How well duplicates are found, beside Splink and recordlinkage on the same data."""
