"""Urgent calls, and who is told next until somebody answers."""
