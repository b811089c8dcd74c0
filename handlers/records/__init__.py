"""The audio records of a provider: a list with search, one record, what may be done with it."""
