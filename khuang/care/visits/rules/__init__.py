"""Decisions in plain Python."""
