"""«Details» is a call's story: its steps, who pressed what, its price and answer, other attempts; admins the report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.domain.calls import CallState, Report
from bot.domain.errors import Refused, Uncertain
from bot.domain.reasons import Reason
from tests.support.people import CALL
from tests.support.stage import GROUP, Someone, Stage

RAW = {"apiKey": "k-secret-0123456789", "phone": "79991234567", "odd": "<b>\u202e"}


async def told(stage: Stage, *reports: Report) -> None:
    for report in reports:
        stage.provider.reports["101"] = report
        stage.clock.advance(70_000)
        await stage.app.core.track.poll()


async def placed(stage: Stage, someone: Someone, chat: int | None = None) -> None:
    await someone.says(CALL, chat)
    await someone.presses("Позвонить", someone.last(chat))
    await stage.app.core.submitter.drain()


async def test_each_step_with_its_time_and_whose_tap_it_was(stage: Stage, oleg: Someone, maria: Someone) -> None:
    await oleg.says(CALL, GROUP)
    card = oleg.last(GROUP)
    await maria.presses("Позвонить", card)
    await stage.app.core.submitter.drain()
    await told(
        stage,
        Report(state=CallState.RINGING),
        Report(state=CallState.TALKING),
        Report(state=CallState.COMPLETED, digit=1, cost=Decimal("0.16"), hangup_cause="16"),
    )
    await oleg.says("/calls")
    await oleg.presses("✅ 999")
    await oleg.presses("Подробности")
    lines = (oleg.last().text or "").split("\n")
    assert "👤 Сотрудник: Олег" in lines
    steps = [line for line in lines if line[2:3] == ":" and line[5:6] == ":"]
    assert [line[9:] for line in steps] == [
        "👆 «Позвонить»: Мария",
        "📨 звоним…",
        "📤 звонок в очереди",
        "🔔 идёт вызов",
        "🗣 идёт разговор",
        "✅ разговор состоялся",
    ]
    assert [line[:8] for line in steps[-3:]] == ["07:26:40", "02:53:20", "22:20:00"]
    days = [at for at, line in enumerate(lines) if line in ("20 ноября", "21 ноября", "22 ноября")]
    assert days == [lines.index(steps[at]) - 1 for at in (0, 3, 4)], "each day stands above its steps"
    for line in ("Сервис: CallDog", "Ответ: нажал 1", "Цена: 0,16\u00a0₽", "Почему закончился: 16"):
        assert line in lines
    await oleg.presses("Назад")
    assert "🔁 Позвонить ещё" in oleg.labels()


async def test_every_attempt_and_why_it_was_refused(stage: Stage, oleg: Someone) -> None:
    stage.provider.error = Uncertain(Reason.OUTAGE)
    await placed(stage, oleg)
    stage.provider.error = Refused(Reason.REFUSED_PHONE, words="нет такого <номера>")
    card = await stage.until(lambda: oleg.under("🔁 Позвонить снова"))
    await oleg.presses("Позвонить снова", card)
    await stage.app.core.submitter.drain()
    await oleg.says("/calls")
    await oleg.presses("❌ 999")
    await oleg.presses("Подробности")
    shown = oleg.last().text or ""
    assert "👆 «Позвонить снова»: Олег" in shown
    assert "Попытка 1, CallDog: ❓" in shown
    assert "нет такого <номера>" in shown


@pytest.mark.parametrize("is_admin", [True, False])
async def test_the_report_as_it_came_is_for_admins_alone(
    stage: Stage, oleg: Someone, anna: Someone, is_admin: bool
) -> None:
    someone = anna if is_admin else oleg
    await placed(stage, someone)
    await told(stage, Report(state=CallState.BUSY, raw=RAW))
    await someone.says("/calls")
    await someone.presses("⛔️ 999")
    await someone.presses("Подробности")
    shown = someone.last().text or ""
    assert ("Отчёт сервиса как есть" in shown) is is_admin
    assert "k-secret" not in shown
    assert ("odd" in shown) is is_admin


async def test_the_services_own_secrets_are_masked_in_it(
    stage: Stage, anna: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the field is called: the service knows its login."""
    # Not of its class: what a class can do is remembered beyond this test.
    monkeypatch.setattr(stage.provider, "hide", lambda text: text.replace("shop-login", "***"), raising=False)
    await placed(stage, anna)
    await told(stage, Report(state=CallState.BUSY, raw={"account": "shop-login", "odd": 1}))
    await anna.says("/calls")
    await anna.presses("⛔️ 999")
    await anna.presses("Подробности")
    shown = anna.last().text or ""
    assert '"account": "***"' in shown
    assert "shop-login" not in shown


async def test_the_report_stays_out_of_groups(stage: Stage, anna: Someone) -> None:
    await placed(stage, anna, GROUP)
    await told(stage, Report(state=CallState.BUSY, raw=RAW))
    card = await stage.until(lambda: next(iter(stage.telegram.in_chat(GROUP)), None))
    await stage.until(lambda: "ℹ️ Подробности" in anna.labels(card))
    await anna.presses("Подробности", card)
    shown = stage.telegram.messages[GROUP, card.message_id].text or ""
    assert "👤 Сотрудник: Анна" in shown
    assert "odd" not in shown
    assert "123-45" not in shown


async def test_others_learn_nothing_of_it(stage: Stage, oleg: Someone, olga: Someone) -> None:
    await placed(stage, oleg)
    await told(stage, Report(state=CallState.BUSY))
    await olga.says("/help")
    await olga.sends_data("details:1:0", olga.last())
    assert stage.telegram.answers()[-1] == "Это звонок другого сотрудника: Олег."
