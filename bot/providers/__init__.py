"""The telephony services. Each package speaks one service's HTTP and translates its words into ours.

`registry` builds them; `base` sends a request exactly once and says honestly what became of it; `retry`
repeats reads, never a call; `loose` and `wire` read what services write without ever failing on it.
"""
