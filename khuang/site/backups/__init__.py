"""Backups: one sealed file of everything, and proof that it can be brought back."""

KIND = "backup"
