"""Fakes of what the use cases meet outside: time, a provider, Telegram. The database is always real."""
