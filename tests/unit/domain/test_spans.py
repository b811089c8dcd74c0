"""Days that somebody asks about, and hours of a widget."""

from __future__ import annotations

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from bot.domain.callbacks import CallbackExtras, check_redials, read_extra, read_redials
from bot.domain.errors import OrderProblem
from bot.domain.opening_hours import read_hours, shown_hours
from bot.domain.spans import Days, Span, days_of, read_days
from bot.domain.widgets import read_wish

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("21.11", date(2026, 11, 21), date(2026, 11, 21)),
        ("21.11–28.11", date(2026, 11, 21), date(2026, 11, 28)),
        ("30.12 - 2.01", date(2025, 12, 30), date(2026, 1, 2)),
        ("1.12", date(2025, 12, 1), date(2025, 12, 1)),
        ("1.10.2026 по 3.10.26", date(2026, 10, 1), date(2026, 10, 3)),
        ("5.11", date(2026, 11, 5), date(2026, 11, 5)),
        ("5.11.", date(2026, 11, 5), date(2026, 11, 5)),
        ("05.11.2025", date(2025, 11, 5), date(2025, 11, 5)),
        ("1.11-15.11", date(2026, 11, 1), date(2026, 11, 15)),
        ("1.11..15.11", date(2026, 11, 1), date(2026, 11, 15)),
        ("01.11.26 — 15.11.26", date(2026, 11, 1), date(2026, 11, 15)),
        ("31.12", date(2025, 12, 31), date(2025, 12, 31)),
        ("25.12-5.1", date(2025, 12, 25), date(2026, 1, 5)),
    ],
)
def test_days_as_people_write_them(written: str, first: date, last: date) -> None:
    assert read_days(written, TODAY) == Days(first, last)


@pytest.mark.parametrize(
    "written",
    [
        *("завтра", "31.02", "28.11.2026–21.11.2026", "1.01.2020–1.01.2021", "21", ""),
        *("31.12.9999", "1.01.0001", "1.12.9999–31.12.9999"),
        *("32.11", "30.02", "вчера", "5", "1.1.1.1", "0.0", "1.1.2026-31.12.9999", "1.1.1900"),
    ],
)
def test_no_days(written: str) -> None:
    with pytest.raises(OrderProblem, match="at-service-dates"):
        read_days(written, TODAY)


def test_a_day_on_which_clocks_change_is_whole() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    day = date(2026, 10, 25)
    since, until = Days(day, day).moments(berlin)
    assert (until.astimezone(UTC) - since.astimezone(UTC)).total_seconds() == 25 * 3600


def test_days_of_years_where_no_number_of_them_is_too_many() -> None:
    assert read_days("1.01.2020–1.01.2021", TODAY, most=None) == Days(date(2020, 1, 1), date(2021, 1, 1))


def test_spans_begin_and_end_at_midnight() -> None:
    assert days_of(Span.WEEK, TODAY).count == 7
    assert days_of(Span.MONTH, TODAY) == Days(date(2026, 10, 30), TODAY)
    assert days_of(Span.YESTERDAY, TODAY) == Days(date(2026, 11, 27), date(2026, 11, 27))
    since, until = days_of(Span.TODAY, TODAY).moments(ZoneInfo("Europe/Moscow"))
    assert (since.isoformat(), until.isoformat()) == ("2026-11-28T00:00:00+03:00", "2026-11-29T00:00:00+03:00")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("9-18", "09001800"), ("20:00–6:00", "20000600"), ("09001800", "09001800"), ("0:00-24:00", "00002400")],
)
def test_hours(written: str, kept: str) -> None:
    assert read_hours(written) == kept
    assert read_hours(kept * 7) == kept * 7
    assert shown_hours("20000600") == "20:00–06:00"


ZIMA = "utm_source=yandex&utm_campaign=зима"


@pytest.mark.parametrize("written", ["9-9", "25-6", "0900", "ночью", "09601800"])
def test_no_hours(written: str) -> None:
    with pytest.raises(OrderProblem, match="widgets-bad-hours"):
        read_hours(written)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://shop.example/a?utm_source=yandex&utm_campaign=%D0%B7%D0%B8%D0%BC%D0%B0&yclid=1", ZIMA),
        ("utm_source=yandex, utm_campaign=зима", ZIMA),
        ("utm_source=yandex&utm_campaign=зима", ZIMA),
        ("utm_source=yandex utm_campaign=зима", ZIMA),
        ("utm_type=organic", "utm_type=organic"),
        ("utm_source=a%26utm_term=b", "utm_source=a utm_term=b"),
        ("roistat_id=7492561, tool_name=Форма заявки", "tool_name=Форма заявки&roistat_id=7492561"),
        (
            "utm_source=ya ip_client=74.44.210.123; utm_type=organic",
            "utm_source=ya&utm_type=organic&ip_client=74.44.210.123",
        ),
        ("ga_client_id=1526128712.1513128077&calltouch_session_id=9449450",) * 2,
        ("user_agent=Mozilla/5.0 (Windows NT 10.0; WOW64)",) * 2,
    ],
)
def test_marks_of_an_advertisement(written: str, kept: str) -> None:
    assert read_extra("utm", written) == kept
    assert "&".join("=".join(pair) for pair in CallbackExtras(utm=kept).marks.items()) == kept


@pytest.mark.parametrize("written", ["yandex", "https://shop.example/", "utm_source=", "a=b&c=d", "site.ru/roistat_id"])
def test_no_marks(written: str) -> None:
    with pytest.raises(OrderProblem, match="bad-marks"):
        read_extra("utm", written)


@pytest.mark.parametrize(
    "written",
    [
        "utm_type=wind",
        "ip_client=1.2.3",
        "ga_client_id=GA1",
        "calltouch_session_id=x7",
        "roistat_id=a b",
        "utm_term=" + "я" * 256,
    ],
)
def test_marks_of_another_form(written: str) -> None:
    with pytest.raises(OrderProblem, match="extra-bad-mark "):
        read_extra("utm", written)


def test_a_page_keeps_its_own_questions() -> None:
    page = "https://site.ru/price?utm_source=no&b=%D0%B0"
    kept = read_extra("utm", f"current_page={page}, roistat_id=7")
    assert CallbackExtras(utm=kept).marks == {"current_page": page, "roistat_id": "7"}


def test_new_marks_join_those_before() -> None:
    kept = read_extra("utm", "utm_source=b roistat_id=7", "utm_source=a&utm_term=c")
    assert CallbackExtras(utm=kept).marks == {"utm_source": "b", "utm_term": "c", "roistat_id": "7"}


def test_marks_have_an_end() -> None:
    long = read_extra("utm", f"current_page=https://site.ru/{'a' * 1000}")
    with pytest.raises(OrderProblem, match="too-long"):
        CallbackExtras(utm=long).check()


def test_redials_and_addresses() -> None:
    assert read_redials("5, 10 15") == (5, 10, 15)
    for written in ("", "скоро", "-5"):
        with pytest.raises(OrderProblem, match="unclear"):
            read_redials(written)
    for redials in ((0,), (1441,), (5,) * 6):
        with pytest.raises(OrderProblem, match="bounds"):
            check_redials(redials)
    assert read_wish("emails", "a@b.ru;c@d.ru") == "a@b.ru, c@d.ru"
    for wrong in ({"record_to_manager": "ftp://b.ru"}, {"record_to_await": "http://[b"}, {"site": "x" * 256}):
        with pytest.raises(OrderProblem):
            CallbackExtras(**wrong).check()
