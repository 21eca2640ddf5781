"""Opinion patterns beside red-dwarf, and beside what Polis published."""
