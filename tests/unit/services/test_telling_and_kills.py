"""Whatever is told by itself is told, once: wherever between two of its transactions the bot is killed."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from bot.domain.troubles import Trouble
from bot.domain.views import CardKind, NoticeKind
from bot.services.records.watching import RecordNews
from tests.architecture.tree import ROOT
from tests.unit.services.killing import CARD, tell
from tests.unit.services.stories import STORIES

MOST_KILLS = 60


@pytest.mark.parametrize("name", STORIES)
async def test_killed_at_each_transaction(tmp_path: Path, name: str) -> None:
    story = STORIES[name]
    wrote = (await tell(story, tmp_path, None, committed=True)).wrote
    assert 0 < len(wrote) < MOST_KILLS
    for committed in (False, True):
        for at in wrote:
            assert (await tell(story, tmp_path, at, committed=committed)).is_dead


def test_the_stories_tell_all_that_is_told_by_itself() -> None:
    told = [said for story in STORIES.values() for said in story.told]
    assert {kind for _, kind, _ in told} == {*NoticeKind, CARD}
    of = {
        NoticeKind.TROUBLE: {str(one) for one in Trouble if one is not Trouble.TELEGRAM}  # which nobody could hear
        | {f"{one} over" for one in Trouble if one is not Trouble.LOST},
        NoticeKind.RECORD: set(RecordNews),
        CARD: set(CardKind),
    }
    assert {kind: {word for _, one, word in told if one == kind} for kind in of} == of


SENDS = re.compile("(send|copy|forward)_|say$|show_card$")
SENDERS = {
    "messenger.say": {"bot/services/delivery.py", "bot/services/alarms.py"},
    "messenger.show_card": {"bot/services/delivery.py"},
    "bot.send_message": {"bot/telegram/messenger.py"},
    "bot.send_photo": {"bot/telegram/messenger.py"},
}
"""Whatever they send is told in the stories."""
TASKS = {"handlers/calls/errands.py", "handlers/new_record/playing.py", "handlers/doing.py"}
"""Handlers that go on by themselves: errands, see tests/dialogs/test_errands_killed.py; and two that show only that
something is being done, for as long as it is.
"""


def test_nobody_else_speaks_by_itself() -> None:
    """Whatever speaks outside of the answer to somebody's own tap is in one of these stories."""
    asks: defaultdict[str, set[str]] = defaultdict(set)
    goes_on: set[str] = set()
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")]:
        name = str(path.relative_to(ROOT))
        for node in () if name.startswith("bot/sandbox/") else ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Attribute):
                continue
            whose = getattr(node.value, "attr", getattr(node.value, "id", "")).removeprefix("_")
            if name.startswith("handlers/"):
                goes_on |= {name} if node.attr in ("create_task", "ensure_future", "TaskGroup", "call_later") else set()
            elif whose in ("messenger", "bot") and SENDS.match(node.attr):
                asks[f"{whose}.{node.attr}"].add(name)
    assert asks == SENDERS
    assert goes_on == TASKS
