"""When a sign of life is awaited, what counts as one, and what follows when none comes."""
