"""What the use cases need from outside, as protocols. Adapters implement them; nothing here does anything."""

from __future__ import annotations

from bot.ports.keeping import Webhook, WebhookInbox
from bot.ports.messages import Bell, Messenger, Shown, Shut
from bot.ports.storage import (
    AccessRequests,
    Audit,
    Calls,
    Cards,
    Claimed,
    Database,
    Notices,
    Orders,
    People,
    UnitOfWork,
)
from bot.ports.telephony import (
    NOTHING_KNOWN,
    CallerId,
    Capability,
    Fingerprints,
    Provider,
    Sighting,
    VoiceCall,
)
from bot.ports.time import Clock

__all__ = [
    "NOTHING_KNOWN",
    "AccessRequests",
    "Audit",
    "Bell",
    "CallerId",
    "Calls",
    "Capability",
    "Cards",
    "Claimed",
    "Clock",
    "Database",
    "Fingerprints",
    "Messenger",
    "Notices",
    "Orders",
    "People",
    "Provider",
    "Shown",
    "Shut",
    "Sighting",
    "UnitOfWork",
    "VoiceCall",
    "Webhook",
    "WebhookInbox",
]
