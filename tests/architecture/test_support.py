"""What all tests share stands on its own."""

from __future__ import annotations

import re

from tests.architecture.tree import ROOT

ITS_OWN = ("tests.fakes", "tests.support")
IMPORTED = re.compile(r"^\s*(?:from|import) (tests\.\w+)", re.MULTILINE)


def test_it_imports_no_test() -> None:
    found = {
        f"{path.name}: {name}"
        for package in ITS_OWN
        for path in (ROOT / package.replace(".", "/")).glob("*.py")
        for name in IMPORTED.findall(path.read_text("utf-8"))
    }
    assert [one for one in found if not one.endswith(ITS_OWN)] == []
