"""`/emulator`: any request to any provider, made by hand, shown as it would be sent, sent only when asked to."""
