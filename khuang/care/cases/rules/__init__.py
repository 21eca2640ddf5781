"""Decisions about needs and cases, in plain Python."""
