"""`/call` alone: to whom, then the options or the card."""
