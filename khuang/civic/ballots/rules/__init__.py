"""Counting rules, tokens, paper numbers: decisions in plain Python and numpy."""
