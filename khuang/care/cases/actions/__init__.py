"""Everything that changes something here."""
