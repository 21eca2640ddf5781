"""What concerns people, in public: issues, where each came from, what became of it, who is told."""
