"""Whatever the bot tells by itself, as stories that go on after a kill."""

from __future__ import annotations

from datetime import time
from functools import partial

from bot.domain.calls import CallState, Report
from bot.domain.errors import Uncertain, Unreachable
from bot.domain.orders import CallingWindow, Place
from bot.domain.subscriptions import Rhythm, Schedule, Subscription, Topic, Wanted, Whose
from bot.domain.troubles import Trouble
from bot.domain.views import NoticeKind
from bot.ports import Capability
from bot.ports.watching import Unwritable
from bot.services.watch import ENOUGH_SPACE
from tests.fakes.provider import FakeProvider
from tests.support.people import ANNA, MARIA, NUMBER, OLEG
from tests.unit.services.killing import Said, Scene, Story
from tests.unit.services.other_stories import ADMIN, GROUP, MANAGER, OWN, PEOPLE, RECORDS, SHUT, nothing
from tests.unit.services.subscribing import end_what_managers_begin_with
from tests.unit.services.test_webhooks import read_webhook

TOPIC, DIGEST, MUTED = Place(-100, 7), Place(-100, 8), Place(-200)
QUIET = CallingWindow(time(11), time(13))
"""Noon in Moscow, when the tests begin, is within it."""
DAILY = Schedule(Rhythm.DAILY, at=time(13, 30))


async def hours_pass(hours: float, scene: Scene) -> None:
    scene.world.clock.advance(hours * 3600)


# --- results, and money


async def subscribed(scene: Scene) -> None:
    subscriptions = scene.world.api.subscriptions
    for place in (GROUP, TOPIC, MUTED):
        await subscriptions.subscribe(MARIA, Subscription(place, MARIA.id))
    await subscriptions.subscribe(MARIA, Subscription(DIGEST, MARIA.id, schedule=DAILY))
    await subscriptions.keep_quiet(MARIA, GROUP, QUIET)
    for number in (1, 2):
        await scene.world.place(f"{NUMBER} текст {number}")
    await subscriptions.mute(MARIA, MUTED)


async def calls_end(scene: Scene) -> None:
    for id_ in ("101", "102"):
        scene.world.provider.reports[id_] = Report(CallState.COMPLETED)


RESULTS = Story(
    subscribed,
    [calls_end, nothing, partial(hours_pass, 2)],
    {
        (OWN, NoticeKind.RESULT, ""): 2,
        (ADMIN, NoticeKind.RESULT, ""): 2,
        (ADMIN, NoticeKind.LOW_BALANCE, ""): 1,
        (MANAGER, NoticeKind.RESULT, ""): 2,
        (TOPIC, NoticeKind.RESULT, ""): 2,
        (GROUP, NoticeKind.SUMMARY, ""): 1,
        (MUTED, NoticeKind.SUMMARY, ""): 1,
        (DIGEST, NoticeKind.SUMMARY, ""): 1,
    },
    low_balance=1000,
)


async def a_list_is_followed(scene: Scene) -> None:
    """By somebody who waits for what none of its calls comes to."""
    await end_what_managers_begin_with(scene.world)
    order = await scene.world.place(f"{NUMBER}, +7 999 123-45-68 текст")
    wanted = Wanted(Whose.LIST, ends=(CallState.BUSY,), order_id=order.id)
    await scene.world.api.subscriptions.subscribe(MARIA, Subscription(MANAGER, MARIA.id, wanted=wanted))


LIST = Story(
    a_list_is_followed,
    [calls_end, partial(hours_pass, 1), nothing],
    {(OWN, NoticeKind.RESULT, ""): 1, (MANAGER, NoticeKind.RESULT, ""): 1},
)


class Telling(FakeProvider):
    capabilities = FakeProvider.capabilities | {Capability.WEBHOOKS}


async def a_call_goes_on(scene: Scene) -> None:
    await end_what_managers_begin_with(scene.world)
    scene.world.provider.hears = read_webhook
    await scene.world.place(f"{NUMBER} текст")


async def a_key_is_pressed(scene: Scene) -> None:
    """The provider repeats what was not answered."""
    core = scene.world.core
    call = await scene.world.call(1)
    await core.receiver.receive("calldog", call.reference, b'{"answer": "1", "phone": "79991234567"}')


ANSWER = Story(a_call_goes_on, [a_key_is_pressed, nothing], {(OWN, NoticeKind.ANSWER, ""): 1}, service=Telling)


async def an_answer_is_lost(scene: Scene) -> None:
    await end_what_managers_begin_with(scene.world)
    scene.world.provider.error = Uncertain("provider-cut")
    scene.ids["order"] = (await scene.world.draft(f"{NUMBER} текст")).id


async def it_is_placed(scene: Scene) -> None:
    """A second tap places nothing more."""
    await scene.world.press_call_now(await scene.world.order(scene.ids["order"]))
    await scene.world.core.submitter.drain()


UNKNOWN = Story(an_answer_is_lost, [it_is_placed], {(OWN, NoticeKind.RESULT, ""): 1})

# --- the bot itself


async def providers_are_watched(scene: Scene) -> None:
    await scene.world.api.subscriptions.subscribe(MARIA, Subscription(GROUP, MARIA.id, Topic.PROVIDERS))


async def the_provider(error: Unreachable | None, scene: Scene) -> None:
    """Somebody asks it, before the watch does."""
    scene.world.provider.read_error = error
    await scene.world.core.balances.sweep()


async def polls(scene: Scene, *, come: bool) -> None:
    scene.post.polls = come


async def telegram(scene: Scene, *, refuses: bool) -> None:
    """A revoked token."""
    scene.post.hears = scene.ears.hears = not refuses
    scene.post.vitals.telegram_refuses = refuses


async def bytes_free(count: int, scene: Scene) -> None:
    scene.post.keeping.free = count


async def the_database(why: Unwritable | None, scene: Scene) -> None:
    scene.post.keeping.why = why


async def somebody_is_deaf(scene: Scene) -> None:
    await end_what_managers_begin_with(scene.world)
    await scene.world.place(f"{NUMBER} текст")
    scene.ears.deaf.add(OLEG.id)


async def it_is_sent_again(scene: Scene) -> None:
    scene.ears.deaf.clear()
    await scene.world.api.money.send_again(ANNA)


def trouble(which: Trouble, *where: Place, over: bool = True, on: bool = True) -> dict[Said, int]:
    words = [str(which)] * on + [f"{which} over"] * over
    return {(place, NoticeKind.TROUBLE, word): 1 for place in where or (ADMIN,) for word in words}


DOWN = Unreachable("provider-read-timeout")
TROUBLES = {
    Trouble.PROVIDER: Story(
        providers_are_watched,
        [partial(the_provider, DOWN), partial(the_provider, None)],
        trouble(Trouble.PROVIDER, ADMIN, GROUP),
    ),
    Trouble.POLL: Story(nothing, [partial(polls, come=False), partial(polls, come=True)], trouble(Trouble.POLL)),
    Trouble.TELEGRAM: Story(
        nothing,
        [partial(telegram, refuses=True), partial(telegram, refuses=False)],
        trouble(Trouble.TELEGRAM, on=False),
    ),
    Trouble.DISK: Story(
        nothing, [partial(bytes_free, 1), partial(bytes_free, 2 * ENOUGH_SPACE)], trouble(Trouble.DISK)
    ),
    Trouble.DATABASE: Story(
        nothing,
        [partial(the_database, Unwritable.FULL), partial(the_database, None)],
        trouble(Trouble.DATABASE),
        remembered=frozenset(trouble(Trouble.DATABASE, on=False)),
    ),
    Trouble.LOST: Story(
        somebody_is_deaf,
        [calls_end, nothing, it_is_sent_again],
        trouble(Trouble.LOST, over=False) | {(OWN, NoticeKind.RESULT, ""): 1},
    ),
}

STORIES = {
    "results": RESULTS,
    "a list": LIST,
    "an answer": ANSWER,
    "unknown": UNKNOWN,
    "shut": SHUT,
    **{f"trouble {name}": story for name, story in TROUBLES.items()},
    **{f"a record {name}": story for name, story in RECORDS.items()},
    **PEOPLE,
}
