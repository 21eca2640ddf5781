"""Screens of the registry, a file for each kind of work."""
