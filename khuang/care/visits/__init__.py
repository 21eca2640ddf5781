"""Volunteers, who visits whom and when, and what each visit found."""
