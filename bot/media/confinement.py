"""What a child that reads a stranger's file gives up first: a fault in a decoder then reaches nothing."""

import os
import sys

MEMORY = 512 * 1024 * 1024
"""Bytes of address space, libraries and all. The longest record that the settings allow takes less."""
CPU_SECONDS = 60
NICE = 5
"""The bot answers people meanwhile."""


def confine() -> None:
    """To be called once all is imported. Open files stay usable, and not one more can be opened: nor any address.

    Linux and macOS keep to it; elsewhere only the parent's time limit holds.
    """
    if sys.platform == "win32":
        return
    import resource

    os.nice(NICE)
    # The second above is for the signal that tells why: at the limit itself the kernel just kills.
    _at_most(resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1)
    if sys.platform == "linux":
        # Others have the name and refuse the limit.
        _at_most(resource.RLIMIT_AS, MEMORY)
    _at_most(resource.RLIMIT_FSIZE, 0)
    # A dump would hold what people said.
    _at_most(resource.RLIMIT_CORE, 0)
    _at_most(resource.RLIMIT_NPROC, 0)
    _at_most(resource.RLIMIT_NOFILE, 0)


def _at_most(kind: int, value: int, never_more: int | None = None) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    highest = value if never_more is None else never_more
    highest = highest if hard == resource.RLIM_INFINITY else min(highest, hard)
    resource.setrlimit(kind, (min(value, highest), highest))
