"""Plain Python without Django, each module named for what it holds."""
