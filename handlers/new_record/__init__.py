"""A new audio record: from a voice note or a file, or from a text that the provider reads."""
