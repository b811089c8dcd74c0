"""What Mobilgroup tells of a call beyond its card: its attempts, whom the callee was put through to, the SMS."""

from zoneinfo import ZoneInfo

from pydantic import ValidationError

from bot.domain.calls import Handle
from bot.domain.details import About, Detail, Number, RawReport, Seconds, Value, Words, in_order
from bot.providers import loose
from bot.providers.mobilgroup.mapping import moment, sms_state_of, state_of
from bot.providers.mobilgroup.outcome import Part
from bot.providers.mobilgroup.schemas import CalledSubscriber, Sms, Transfer


def details_of(handle: Handle, raw: RawReport, zone: ZoneInfo) -> list[Detail]:
    try:
        called = CalledSubscriber.model_validate(dict(raw))
    except ValidationError:
        return []
    part = Part.of(handle)
    transfer, sms = called.transfer or Transfer(), called.sms or Sms()
    return in_order(
        {
            About.NUMBER: part.mailing if part else None,
            About.EXPECTED: part.price if part else None,
            About.SOUND: _seconds(part.seconds) if part else None,
            About.DIALLED: moment(called.date, zone),
            About.LASTED: _seconds(called.duration),
            About.ATTEMPTS: called.attempts,
            About.PASSED_TO: _number(transfer.number),
            About.PASSED_STATE: _transferred(transfer.status),
            About.PASSED_LASTED: _seconds(transfer.duration),
            About.PASSED_PRICE: transfer.price or None,
            About.SMS_STATE: _delivered(sms.status),
            About.SMS_SENT: moment(sms.date, zone) or sms.date,
            About.SMS_PARTS: sms.partition,
            About.SMS_PRICE: sms.price,
            About.SMS_TEXT: sms.message,
        }
    )


def _seconds(count: int | None) -> Value | None:
    return Seconds(count) if count else None


def _number(written: str) -> Value | None:
    phone = loose.phone(written)
    return Number(phone) if phone else written


def _transferred(word: str) -> Value:
    state = state_of(word)
    return Words(f"details-leg-{state}") if state else word


def _delivered(word: str) -> Value:
    state = sms_state_of(word)
    return Words(f"details-sms-{state}") if state else word
