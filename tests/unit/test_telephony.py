"""What the settings say of services, as the bot uses it."""

from __future__ import annotations

import pytest

from bot.settings import given
from bot.telephony import caller_id_of


@pytest.mark.parametrize(
    ("service", "setting", "written", "shown"),
    [
        ("calldog", "calldog_caller_id", "duty", "duty"),
        ("calldog", "calldog_caller_id", "74951234567", "74951234567"),
        ("obzvonov", "obzvonov_caller_id", "74951234567", "74951234567"),
        ("mobilgroup", "mobilgroup_caller_id", "89932432781", "79932432781"),
        ("mobilgroup", "mobilgroup_caller_id", None, None),
    ],
)
def test_whom_callees_see_when_an_order_names_nobody(
    service: str, setting: str, written: str | None, shown: str | None
) -> None:
    settings = given(bot_token="42:t", bot_admins="1", calldog_api_key="k", **{setting: written})
    assert caller_id_of(settings, service) == shown


def test_people_who_are_joined_see_no_number_of_ours() -> None:
    assert caller_id_of(given(bot_token="42:t", bot_admins="1", calldog_api_key="k"), "callkeeper") is None
