"""The time on a card is the time that is kept, by whichever clock it is told."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hours import zone_of, zone_of_all
from bot.domain.phones import Phone
from bot.telegram.cards import render
from bot.telegram.draft_card import draft_card
from tests.unit.telegram.showing import FAR, OTHER, PHONE, draft, judged, labels, look, planned

FIRST = datetime(2026, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
LAST = datetime(2026, 12, 31)  # noqa: DTZ001 - as above
MINUTES = st.datetimes(FIRST, LAST, timezones=st.just(UTC)).map(lambda at: at.replace(second=0, microsecond=0))
PHONES = st.lists(st.sampled_from([PHONE, OTHER, FAR]), min_size=1, max_size=3, unique=True)


WEEKDAYS = {"ru": "пн вт ср чт пт сб вс", "en": "Mon Tue Wed Thu Fri Sat Sun"}
MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}


def told(local: datetime, locale: str) -> str:
    weekday, month = WEEKDAYS[locale].split()[local.weekday()], MONTHS[locale].split()[local.month - 1]
    return f"{weekday} {local.day} {month}, {local:%H:%M}"


def moments(text: str) -> list[str]:
    return re.findall(r"\w+ [0-9]{1,2} \w+, [0-9]{2}:[0-9]{2}", text)


@given(at=MINUTES, phones=PHONES, locale=st.sampled_from(["ru", "en"]))
def test_shown_is_kept(at: datetime, phones: list[Phone], locale: str) -> None:
    shown = look(locale)
    zone = zone_of_all(phones, shown.zone)
    local = at.astimezone(zone)
    expected = told(local, locale)
    html, rows = draft_card(draft(tuple(phones), at=at), shown)
    assert moments(html)[0] == expected
    assert local.strftime("%d.%m %H:%M") in rows[0][0].text, "the button says the same"
    assert moments(render(planned(*phones, at=at), shown).html)[0] == expected


@given(at=MINUTES)
def test_both_clocks_are_told_where_they_differ(at: datetime) -> None:
    text = judged(render(draft((FAR,), at=at), look())).text
    ours = at.astimezone(ZoneInfo("Europe/Moscow"))
    assert ours.strftime("%H:%M") in text
    assert "(UTC+7)" in text
    same = judged(render(draft((OTHER,), at=at), look())).text
    assert "UTC" not in same


@pytest.mark.parametrize("in_group", [False, True])
def test_each_of_a_list_has_its_own_clock(in_group: bool) -> None:
    view = planned(FAR, OTHER, at=None)
    text = judged(render(view, look(in_group=in_group))).text
    for call in view.order.calls:
        assert call.start_at is not None
        local = call.start_at.astimezone(zone_of(call.phone, ZoneInfo("Europe/Moscow")))
        assert told(local, "ru") in text
    assert labels(render(view, look()))[0] == ["✏️ Изменить", "↩️ Отменить"]
