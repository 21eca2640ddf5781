"""Append-only and hash-chained: who did or looked at what, when; the trigger of the flow."""
