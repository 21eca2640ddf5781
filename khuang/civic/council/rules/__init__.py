"""How a council weighs, counts and resolves: plain Python."""
