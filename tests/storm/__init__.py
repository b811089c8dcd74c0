"""A storm over the whole product: kills, faults of the provider and of Telegram, people who press twice and at once."""
