"""What Prometheus reads; and that nothing which watches us names a metric that does not exist."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.calls import CallState
from bot.domain.errors import Refused, Unreachable
from bot.domain.troubles import Outbox
from bot.ports.vitals import Vitals
from bot.providers.registry import watch
from bot.web.metrics import Kept, exposed
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.provider import FakeProvider
from tests.unit.web.yaml import read_yaml

DOCS = Path(__file__).parents[3] / "docs"
NAME = re.compile(r"\bzvonar_[a-z_]+")


def kept() -> Kept:
    calls = {("calldog", CallState.RINGING): 3, ("obzvonov", CallState.UNKNOWN): 1}
    return Kept(calls, Outbox(waiting=2, oldest_at=NOON, lost=1))


def seen() -> Vitals:
    vitals = Vitals(telegram_answered_at=NOON, too_many_requests=4, loop_lag=0.25)
    vitals.polled(NOON, 1.5)
    vitals.durations["calldog", "place"].add(0.3)
    vitals.durations["calldog", "place"].add(70)
    vitals.errors["calldog", "place", "uncertain"] += 2
    return vitals


def samples(vitals: Vitals, found: Kept | None) -> dict[str, float]:
    """By name and labels, as they are exposed ten seconds after noon."""
    clock = FakeClock()
    clock.advance(10)
    text = exposed(vitals, found, clock.now()).decode()
    return {
        f"{sample.name}{json.dumps(sample.labels, sort_keys=True) if sample.labels else ''}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_all_that_is_known_is_exposed() -> None:
    found = samples(seen(), kept())
    wanted = {
        'zvonar_calls{"provider": "calldog", "state": "ringing"}': 3,
        'zvonar_calls{"provider": "obzvonov", "state": "unknown"}': 1,
        "zvonar_undelivered_notices": 2,
        "zvonar_undelivered_age_seconds": 10,
        "zvonar_lost_notices": 1,
        "zvonar_database_up": 1,
        "zvonar_well": 1,
        "zvonar_poll_age_seconds": 10,
        "zvonar_poll_duration_seconds": 1.5,
        "zvonar_telegram_answer_age_seconds": 10,
        "zvonar_telegram_too_many_requests_total": 4,
        "zvonar_event_loop_lag_seconds": 0.25,
        'zvonar_provider_errors_total{"error": "uncertain", "operation": "place", "provider": "calldog"}': 2,
        'zvonar_provider_request_seconds_bucket{"le": "0.25", "operation": "place", "provider": "calldog"}': 0,
        'zvonar_provider_request_seconds_bucket{"le": "0.5", "operation": "place", "provider": "calldog"}': 1,
        'zvonar_provider_request_seconds_bucket{"le": "60.0", "operation": "place", "provider": "calldog"}': 1,
        'zvonar_provider_request_seconds_bucket{"le": "+Inf", "operation": "place", "provider": "calldog"}': 2,
        'zvonar_provider_request_seconds_count{"operation": "place", "provider": "calldog"}': 2,
        'zvonar_provider_request_seconds_sum{"operation": "place", "provider": "calldog"}': 70.3,
    }
    assert {name: found.get(name) for name in wanted} == wanted


def test_what_the_bot_knows_is_told_though_the_database_is_out() -> None:
    vitals = seen()
    vitals.unwell = ("database: other",)
    found = samples(vitals, None)
    assert (found["zvonar_database_up"], found["zvonar_well"], found["zvonar_poll_duration_seconds"]) == (0, 0, 1.5)
    assert "zvonar_undelivered_notices" not in found


def test_what_has_not_happened_yet_has_no_age() -> None:
    assert not [name for name in samples(Vitals(), kept()) if name.endswith(("poll_age_seconds", "answer_age_seconds"))]


async def test_a_provider_is_watched_without_its_knowledge() -> None:
    provider, vitals = FakeProvider(), Vitals()
    watch([provider], vitals, FakeClock())
    await provider.balance()
    provider.read_error = Unreachable("provider-read-timeout")
    with pytest.raises(Unreachable):
        await provider.balance()
    provider.read_error = Refused("provider-bad-key")
    with pytest.raises(Refused):
        await provider.fetch([])
    assert dict(vitals.errors) == {("calldog", "balance", "unreachable"): 1, ("calldog", "fetch", "refused"): 1}
    assert sum(vitals.durations["calldog", "balance"].counts) == 2
    assert vitals.lines_of("calldog")["balance"].failures == 1
    assert provider.describe.__name__ == "describe"


# --- what stands in docs


def named(text: str) -> set[str]:
    return set(NAME.findall(text))


def exposed_names() -> set[str]:
    return {name.partition("{")[0] for name in samples(seen(), kept())}


@pytest.mark.parametrize("file", ["grafana.json", "alerts.yml"])
def test_every_metric_that_is_named_exists(file: str) -> None:
    assert named((DOCS / file).read_text()) - exposed_names() == set()


def test_every_metric_is_on_the_dashboard() -> None:
    shown = named((DOCS / "grafana.json").read_text())
    parts = ("_count", "_sum")
    assert {name for name in exposed_names() if not name.endswith(parts)} - shown == set()


def test_the_dashboard_is_one() -> None:
    dashboard = json.loads((DOCS / "grafana.json").read_text())
    panels = dashboard["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    for panel in panels:
        assert panel["title"]
        assert all(target["expr"] for target in panel["targets"])
        assert panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24


def test_the_rules_are_rules() -> None:
    (group,) = read_yaml((DOCS / "alerts.yml").read_text())["groups"]
    assert len(group["rules"]) >= 8
    for rule in group["rules"]:
        assert set(rule) == {"alert", "expr", "for", "labels", "annotations"}
        assert re.fullmatch(r"\d+[smh]", rule["for"])
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert rule["annotations"]["summary"]
        assert named(rule["expr"]) or "up{" in rule["expr"]


def test_promtool_takes_the_rules() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not on this machine")
    command = [promtool, "check", "rules", str(DOCS / "alerts.yml")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
