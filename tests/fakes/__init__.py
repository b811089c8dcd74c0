"""Stand-ins for what the use cases meet outside: time, a telephony service, Telegram. The database is always real."""
