"""Measurements: Zvonar against a bare bot that does the same without keeping anything. Run by `make bench`."""
