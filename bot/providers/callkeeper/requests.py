"""CallKeeper's requests by the documents' own names: those that place callbacks, then questions and changes.

`apiak` is added when they are sent, and so are `unique` and the widget where a request names none.
"""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.providers.callkeeper import fields


class Request(BaseModel):
    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
        coerce_numbers_to_str=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    def body(self) -> dict[str, object]:
        """What is sent, before PHP's nesting."""
        return self.model_dump(by_alias=True, exclude_none=True)


class _Sender(Request):
    """Who asks, through which widget, and what both kinds of order share."""

    unique: fields.Company | None = None
    whash: fields.Hash | None = Field(default=None, repr=False)
    utc: fields.Zone | None = None
    opening_hours: fields.OpeningHours | None = None
    notification: fields.Email | None = None
    ga_client_id: fields.AnalyticsId | None = None
    tool_name: fields.Line | None = None
    ip_client: fields.Ip | None = None


class _Order(Request):
    """What is said of one callback. `external_service_identifier` is ours; the provider keeps it with the call."""

    client: fields.Number
    manager: fields.Manager | None = None
    text_to_manager: fields.Text | None = None
    info_to_manager: fields.Text | None = None
    external_service_identifier: fields.Line | None = None
    time_to_call: fields.Seconds | None = None
    site: fields.Line | None = None
    client_email: fields.Email | None = None
    calltouch_session_id: int | None = Field(default=None, gt=0)
    roistat_id: fields.VisitId | None = None
    current_page: fields.Page | None = None
    record_to_manager: fields.Address | None = None
    office_name: fields.Line | None = None


class _Campaign(Request):
    utm_source: fields.Line | None = None
    utm_medium: fields.Line | None = None
    utm_campaign: fields.Line | None = None
    utm_content: fields.Line | None = None
    utm_term: fields.Line | None = None
    entry_point: fields.Page | None = None
    user_agent: fields.Text | None = None


class Utm(_Campaign):
    """`utm_type` is needed where there are no marks of an advertisement to tell it by."""

    utm_type: Literal["typein", "referral", "organic"] | None = None


class CallItem(_Order):
    """One of `calls`. `ext_id` is what some examples of the documents call the external identifier."""

    ext_id: fields.Line | None = None
    origin: fields.Number | None = None
    record_to_await: fields.Address | None = None
    utm: Utm | None = None

    @model_validator(mode="after")
    def _one_identifier(self) -> Self:
        if self.ext_id and self.external_service_identifier:
            raise ValueError("either external_service_identifier or ext_id")
        return self


class MakeCalls(_Sender):
    """`makeCalls`: several callbacks at once, at once or later.

    `unique=example_company&apiak=…&whash=…&calls[0][client]=79999999999&calls[0][manager]=0`

    The widget goes by its hash, its alias or both. The documents show `utm` inside a call and list it with the
    request's own parameters: both are taken.
    """

    walias: fields.Line | None = Field(default=None, repr=False)
    calls: list[CallItem] = Field(min_length=1)
    utm: Utm | None = None


class OrderCall(_Campaign, _Order, _Sender):
    """`orderCall`: one callback, nothing nested; the provider finds the kind of visit by `referrer` itself.

    The documents list no `walias`, `origin` and `record_to_await` for it.

    `unique=any_string&apiak=…&whash=…&client=71234567890&interval=5,10,15&referrer=yandex.ru`
    """

    interval: fields.Interval | None = None
    referrer: fields.Page | None = None


class Period(Request):
    """`date[from]=2017-05-01&date[to]=2017-06-01T24:00:00`."""

    from_: fields.Date | None = Field(default=None, alias="from")
    to: fields.Date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ and self.to and fields.moment_of(self.from_) > fields.moment_of(self.to):
            raise ValueError("from must not be after to")
        return self


class GetCallInfo(Request):
    id_call: fields.CallId


class _Dated(Request):
    """Without `date` all time is meant; the provider wants the name then too: `&date`."""

    date: Period | None = None

    def body(self) -> dict[str, object]:
        found = super().body()
        return {**found, "date": found.get("date") or ""}


class GetCallsInfo(_Dated):
    time_zone: fields.Zone | None = None


class GetCallsCompleted(GetCallsInfo):
    pass


class GetCallsByStatus(GetCallsInfo):
    """`statuses=200/0,200/1`: `status_code/status2_code`, separated by commas."""

    statuses: fields.Statuses


class GetUserInfo(Request):
    pass


class GetDoc(Request):
    pass


class GetT2C(_Dated):
    """Tap2Calls of a period."""


class CreateWidget(Request):
    """`apiak=…&phone=89165554444&phoneadd=2311&schedule=09001800&emails[0]=test@mail.ru`"""

    phone: fields.Number
    name: fields.Line | None = None
    gmt: fields.Zone | None = None
    phoneadd: fields.Extension | None = None
    site: fields.Line | None = None
    schedule: fields.OpeningHours | None = None
    emails: list[fields.Email] | None = None


class DeleteWidget(Request):
    whash: fields.Hash = Field(repr=False)


class SetTag(Request):
    """`/tag&action=set&apiak=…&tag=testApiTagging&call_id=9721917`: setting is all that is documented."""

    action: Literal["set"] = "set"
    tag: fields.Line
    call_id: fields.CallId
