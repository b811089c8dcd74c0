"""A stranger's wish to be let in: the card on which admins decide it, and the message in which the asker follows it."""

from __future__ import annotations

from bot.domain.views import AccessRequest, Notice, NoticeKind
from bot.telegram.buttons import Row, button
from bot.telegram.look import Look
from bot.telegram.presses import AccessAnswer, AccessPress, AccessRequestPress
from bot.telegram.texts import Translation


def access_card(request: AccessRequest, look: Look) -> tuple[str, list[Row]]:
    tr, person = look.tr, request.person
    name = f"{person.name} (@{person.username})" if person.username else person.name
    if request.decided_at is None:
        return tr("access-card-title", name=name), _answers(request, look)
    by = request.decided_by or "?"
    if request.role is None:
        return tr("access-card-denied", name=name, by=by), []
    return tr("access-card-approved", name=name, role=tr(f"role-{request.role}"), by=by), []


def asker_card(request: AccessRequest, look: Look) -> tuple[str, list[Row]]:
    tr = look.tr
    if request.decided_at is None:
        return tr("access-asker-waits", time=asked_at(request, look)), []
    if request.role is None and request.person.role is None:
        return tr("access-asker-denied"), [ask_row(tr)]
    return tr("access-asker-done"), []


def ask_row(tr: Translation) -> Row:
    return [button(tr, "button-request-access", AccessRequestPress(), "🔑")]


def asked_at(request: AccessRequest, look: Look) -> str:
    """`28.11, 12:40`: it may wait for days."""
    return request.asked_at.astimezone(look.zone).strftime("%d.%m, %H:%M")


def access_notice(notice: Notice, tr: Translation) -> str | None:
    """What is told to the person whom it is about; None for a notice of something else."""
    role = notice.payload.get("role")
    match notice.kind:
        case NoticeKind.ACCESS_GRANTED:
            return tr("access-granted-text", role=tr(f"role-{role}"))
        case NoticeKind.ACCESS_DENIED:
            return tr("access-denied-text")
        case NoticeKind.ROLE_CHANGED if role:
            return tr("access-notice-role", role=tr(f"role-{role}"), by=notice.payload["by"])
        case NoticeKind.ROLE_CHANGED:
            return tr("access-notice-closed", by=notice.payload["by"])
    return None


def _answers(request: AccessRequest, look: Look) -> list[Row]:
    def answer(key: str, answer: AccessAnswer) -> Row:
        return [button(look.tr, key, AccessPress(answer=answer, request_id=request.id))]

    return [
        answer("button-approve", AccessAnswer.OPERATOR),
        answer("button-approve-manager", AccessAnswer.MANAGER),
        answer("button-approve-admin", AccessAnswer.ADMIN),
        answer("button-deny", AccessAnswer.DENY),
    ]
