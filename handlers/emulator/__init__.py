"""`/emulator`: any request to any service, made by hand, shown as it would be sent, sent only when asked to."""
