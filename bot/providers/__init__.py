"""The providers: telephony companies. Each package speaks one company's HTTP and translates its words into ours.

`spec` says what a package exports, `registry` lists them; `base` sends a request exactly once and says honestly what
became of it; `retry` repeats reads, never a call; `loose` and `wire` read what providers write and
never fail on it.
"""
