"""Decisions about hearings in plain Python."""
