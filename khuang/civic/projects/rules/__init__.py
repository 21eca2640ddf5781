"""Decisions about projects in plain Python."""
