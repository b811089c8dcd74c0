"""The audio records of a service: a list with search, one record, what may be done with it."""
