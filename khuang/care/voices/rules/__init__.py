"""Decisions about reports, talks and issues, in plain Python."""
