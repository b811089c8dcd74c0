"""The SQL adapter: SQLite for one process, PostgreSQL for several."""
