"""Hearing: what LINE brings, by which way it is stored, and whether any of it is ever lost."""
