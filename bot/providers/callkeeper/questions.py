"""All other requests, by the documents' own names. The key is added when they are sent."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from bot.providers.callkeeper.fields import (
    CallId,
    Date,
    Email,
    Extension,
    Hash,
    Line,
    Number,
    OpeningHours,
    Statuses,
    Zone,
    moment_of,
)
from bot.providers.callkeeper.requests import Request


class Period(Request):
    """`date[from]=2017-05-01&date[to]=2017-06-01T24:00:00`."""

    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.from_ and self.to and moment_of(self.from_) > moment_of(self.to):
            raise ValueError("from must not be after to")
        return self


class GetCallInfo(Request):
    id_call: CallId


class _Dated(Request):
    """Without `date` all time is meant; the service wants the name then too: `&date`."""

    date: Period | None = None

    def fields(self) -> dict[str, object]:
        found = super().fields()
        return {**found, "date": found.get("date") or ""}


class GetCallsInfo(_Dated):
    time_zone: Zone | None = None


class GetCallsCompleted(GetCallsInfo):
    pass


class GetCallsByStatus(GetCallsInfo):
    """`statuses=200/0,200/1`: `status_code/status2_code`, separated by commas."""

    statuses: Statuses


class GetUserInfo(Request):
    pass


class GetDoc(Request):
    pass


class GetT2C(_Dated):
    """Tap2Calls of a period."""


class CreateWidget(Request):
    """`apiak=…&phone=89165554444&phoneadd=2311&schedule=09001800&emails[0]=test@mail.ru`"""

    phone: Number
    name: Line | None = None
    gmt: Zone | None = None
    phoneadd: Extension | None = None
    site: Line | None = None
    schedule: OpeningHours | None = None
    emails: list[Email] | None = None


class DeleteWidget(Request):
    whash: Hash = Field(repr=False)


class SetTag(Request):
    """`/tag&action=set&apiak=…&tag=testApiTagging&call_id=9721917`: setting is all that is documented."""

    action: Literal["set"] = "set"
    tag: Line
    call_id: CallId
