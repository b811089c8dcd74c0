"""The options of an order: what is said, by which voice, from which number, recorded or not."""
