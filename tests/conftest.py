"""How every test of this suite runs."""

from __future__ import annotations

import os

from hypothesis import settings

# How long an example takes says more about the machine than about the code. What lands is judged by the same examples
# each time; at a desk every run tries others.
settings.register_profile("zvonar", deadline=None, derandomize=os.environ.get("REQUIRE_BROWSER") == "1")
settings.load_profile("zvonar")
