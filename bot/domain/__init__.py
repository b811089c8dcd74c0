"""What a phone, an order, a call, a role *is*. Pure: no I/O, no framework."""
