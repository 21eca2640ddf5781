"""Decisions about messages in plain Python: who, which words, which way, what may not go."""
