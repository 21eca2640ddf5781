"""Screens of the surveys, and the door that phones knock at."""
