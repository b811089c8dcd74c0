"""Buttons under long-lived messages. They answer after a restart as before: all they need is in the database."""
