"""Screens of needs, cases and alerts."""
