"""Use cases: what people and timers make Zvonar do. No framework, no I/O of their own."""
