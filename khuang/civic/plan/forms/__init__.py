"""What a person may type about proposals, the plan and the budget."""
