"""A tag for a call: one message, and the provider keeps it."""
