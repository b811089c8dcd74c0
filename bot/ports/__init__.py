"""What the use cases need from outside, as protocols. Adapters implement them; nothing here does anything."""

from bot.ports.messages import Bell, Clock, Messenger, Shown, Shut
from bot.ports.storage import Claimed, Database, UnitOfWork
from bot.ports.telephony import NOTHING_KNOWN, CallerId, Capability, Fingerprints, Provider, Sighting, VoiceCall

__all__ = [
    "NOTHING_KNOWN",
    "Bell",
    "CallerId",
    "Capability",
    "Claimed",
    "Clock",
    "Database",
    "Fingerprints",
    "Messenger",
    "Provider",
    "Shown",
    "Shut",
    "Sighting",
    "UnitOfWork",
    "VoiceCall",
]
