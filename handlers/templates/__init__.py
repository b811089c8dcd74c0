"""Templates that a service keeps for the company's clients: list, add, change."""
