"""A storm over the whole product: kills, faults of the service and of Telegram, people who press twice and at once."""
