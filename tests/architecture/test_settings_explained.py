"""`.env.example` names and explains every setting, and nothing else."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.settings import names
from tests.architecture.tree import ROOT

LINES = (ROOT / ".env.example").read_text("utf-8").splitlines()


def test_every_setting_is_in_the_example_once() -> None:
    named = [found[1] for line in LINES if (found := re.match(r"([A-Z_]+)=", line))]
    assert sorted(named) == sorted(names())


def test_every_setting_has_a_comment_of_its_own() -> None:
    bare = [
        line
        for before, line in pairwise(LINES)
        if "=" in line and not line.startswith("#") and not re.match(r"# \w", before)
    ]
    assert bare == []
