"""Projects under way: milestones, spending, photographs, inspection by the public, the answer."""
