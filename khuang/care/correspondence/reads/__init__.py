"""Questions about ways, conversations, calls, letters and broadcasts."""
