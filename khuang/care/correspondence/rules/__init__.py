"""Decisions of correspondence; plain Python."""
