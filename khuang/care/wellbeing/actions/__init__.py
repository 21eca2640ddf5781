"""Everything that changes check-ins, signs of life, silences and pauses."""
