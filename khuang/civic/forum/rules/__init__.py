"""Decisions of the forum in plain Python."""
