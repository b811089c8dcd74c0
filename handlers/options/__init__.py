"""The options of an order: what is said and by which voice, its menu, when and from which number, recorded or not."""
