"""A tag for a call: one message, and the service keeps it."""
