"""How well a month of visits is planned, beside greedy plans and the best known of public instances."""
