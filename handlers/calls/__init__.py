"""`/calls` and `/export`: the history of calls, its filter, and its files."""
