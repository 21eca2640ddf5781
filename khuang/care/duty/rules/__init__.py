"""Decisions in plain Python: who is told next, who is on duty, what is a cry for help."""
