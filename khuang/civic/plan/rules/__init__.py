"""Decisions about proposals, plan and budget in plain Python."""
