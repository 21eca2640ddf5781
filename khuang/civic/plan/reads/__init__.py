"""Questions about proposals, the plan and the budget."""
