"""Indicators: figures that are published, and the refusal of those that would give someone away."""
