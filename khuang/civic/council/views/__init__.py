"""A council at the desk and on the phones of its delegates."""
