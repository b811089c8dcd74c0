"""`/users`: who may do what, and changing it. Strangers ask for access, and are answered."""

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.access import Person, Role
from bot.domain.views import AccessRequest
from bot.services.people import RoleChange
from bot.telegram.access_card import asked_at
from bot.telegram.buttons import Row, button, closable
from bot.telegram.html import MESSAGE_LIMIT, fit, shorten
from bot.telegram.menu import set_menu
from bot.telegram.presses import (
    AccessAnswer,
    AccessPress,
    AccessRequestPress,
    RolePress,
    RoleStep,
    StaffPress,
    UserPress,
)
from bot.telegram.texts import Translation
from handlers.asked import Asked
from handlers.here import Here

NONE = "none"
ROLES = {
    AccessAnswer.OPERATOR: Role.OPERATOR,
    AccessAnswer.MANAGER: Role.MANAGER,
    AccessAnswer.ADMIN: Role.ADMIN,
    AccessAnswer.DENY: None,
}
GRAVE = (Role.ADMIN, None)
"""Asked once more before it is done."""
IN_A_ROW, ON_A_PAGE = 2, 10
LABEL, NAME = 24, 60
"""Characters of a name on a button, and in the answer to a press, of which Telegram shows 200 in all."""


async def on_users(message: Message, where: Here) -> None:
    html, keyboard = _list(await where.api.people.staff(where.actor), where)
    await message.answer(html, reply_markup=keyboard)


async def on_page(query: CallbackQuery, callback_data: StaffPress, where: Here) -> None:
    staff = await where.api.people.staff(where.actor)
    await query.answer()
    await where.redraw(query, *_list(staff, where, callback_data.page))


async def on_user(query: CallbackQuery, callback_data: UserPress, where: Here) -> None:
    person = await where.api.people.changeable(where.actor, callback_data.person_id)
    await query.answer()
    await where.redraw(query, *_one(person, where.tr))


async def on_role(query: CallbackQuery, callback_data: RolePress, where: Here) -> None:
    """Whoever comes second learns what the first has decided, and changes nothing."""
    press, people, tr = callback_data, where.api.people, where.tr
    if press.step is RoleStep.FIRST and press.role in GRAVE:
        person = await people.changeable(where.actor, press.person_id)
        await query.answer()
        await where.redraw(query, *_ask(person, press, tr))
        return
    person = await people.change_role(where.actor, RoleChange(press.person_id, press.was, press.role))
    is_done = person.role == press.role
    now = _now(person, tr)
    await query.answer(now if is_done else tr.plain("users-now-already", now=now), show_alert=not is_done)
    undo = RolePress(step=RoleStep.UNDO, person_id=person.id, was=press.role, role=press.was)
    can_undo = is_done and press.step is not RoleStep.UNDO
    staff = await people.staff(where.actor)
    await where.redraw(query, *_list(staff, where, done=now, undo=undo if can_undo else None))
    await set_menu(where.bot, where.texts, person)


def _now(person: Person, tr: Translation) -> str:
    name = shorten(person.name, NAME)
    if person.role is None:
        return tr.plain("users-now-none", name=name)
    return tr.plain("users-now-role", name=name, role=_role(person, tr))


def _role(person: Person, tr: Translation) -> str:
    return tr(f"role-{person.role or NONE}")


def _line(person: Person, tr: Translation) -> str:
    name = f"{person.name} (@{person.username})" if person.username else person.name
    return tr("users-list-line", name=name, role=_role(person, tr))


def _list(
    staff: list[Person], where: Here, page: int = 0, done: str = "", undo: RolePress | None = None
) -> tuple[str, InlineKeyboardMarkup]:
    """`done`: what has just been changed."""
    tr, start = where.tr, page * ON_A_PAGE
    others = [person for person in staff if person.id != where.actor.id]
    lines = [tr("users-list-done", done=done), ""] if done else []
    lines += [tr("users-list-title"), *(_line(person, tr) for person in staff)]
    buttons = [_person_button(person) for person in others[start : start + ON_A_PAGE]]
    width = 1 if len(others) <= ON_A_PAGE // IN_A_ROW else IN_A_ROW
    rows: list[Row] = [[button(tr, "users-list-undo", undo, "↩️")]] if undo else []
    rows += [buttons[at : at + width] for at in range(0, len(buttons), width)]
    turns = [("◀️", page - 1)] if page else []
    turns += [("▶️", page + 1)] if len(others) > start + ON_A_PAGE else []
    rows += [[_turn(*one) for one in turns]] if turns else []
    return fit("\n".join(lines), MESSAGE_LIMIT), closable(tr, *rows)


def _turn(icon: str, page: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=icon, callback_data=StaffPress(page=page).pack())


def _person_button(person: Person) -> InlineKeyboardButton:
    data = UserPress(person_id=person.id).pack()
    return InlineKeyboardButton(text=shorten(person.name, LABEL) or str(person.id), callback_data=data)


def _one(person: Person, tr: Translation) -> tuple[str, InlineKeyboardMarkup]:
    def change(role: Role | None) -> Row:
        press = RolePress(step=RoleStep.FIRST, person_id=person.id, was=person.role, role=role)
        return [button(tr, f"users-role-{role or NONE}", press)]

    rows = [change(role) for role in (*Role, None) if role != person.role]
    rows.append([button(tr, "button-back", StaffPress(page=0))])
    return _line(person, tr), InlineKeyboardMarkup(inline_keyboard=rows)


def _ask(person: Person, press: RolePress, tr: Translation) -> tuple[str, InlineKeyboardMarkup]:
    sure, role = press.model_copy(update={"step": RoleStep.SURE}), press.role or NONE
    back = button(tr, "button-back", UserPress(person_id=person.id))
    rows = [[button(tr, f"users-sure-{role}", sure, "⚠️")], [back]]
    return tr(f"users-ask-{role}", name=person.name), InlineKeyboardMarkup(inline_keyboard=rows)


async def on_request(query: CallbackQuery, where: Here) -> None:
    """The message with the button shows from now on what becomes of the request."""
    actor, tr, message = where.actor, where.tr, query.message
    if actor.role is not None:
        await query.answer(tr.plain("access-asker-approved", role=_role(actor, tr)), show_alert=True)
        await where.redraw(query, tr("access-asker-approved", role=_role(actor, tr)), None)
        return
    own = message.message_id if message and message.chat.type == ChatType.PRIVATE else None
    request, is_new = await where.api.people.ask_in(actor, own)
    waits = tr.plain("access-asker-waits", time=asked_at(request, where.look))
    await query.answer(tr.plain("access-requested-text") if is_new else waits, show_alert=True)


async def on_answer(query: CallbackQuery, callback_data: AccessPress, where: Here) -> None:
    role = ROLES[callback_data.answer]
    decided = await where.api.people.decide(where.actor, callback_data.request_id, role)
    await query.answer(_decision(decided, where.tr), show_alert=decided.role != role)
    await set_menu(where.bot, where.texts, decided.person)


def _decision(decided: AccessRequest, tr: Translation) -> str:
    """It was somebody else's, when they were faster."""
    name, by = shorten(decided.person.name, NAME), shorten(decided.decided_by or "?", NAME)
    if decided.role is None:
        return tr.plain("access-press-denied", name=name, by=by)
    return tr.plain("access-press-approved", name=name, role=tr(f"role-{decided.role}"), by=by)


def build() -> Router:
    router = Router(name="users")
    router.message.register(on_users, Asked("users"))
    router.callback_query.register(on_page, StaffPress.filter())
    router.callback_query.register(on_user, UserPress.filter())
    router.callback_query.register(on_role, RolePress.filter())
    router.callback_query.register(on_request, AccessRequestPress.filter())
    router.callback_query.register(on_answer, AccessPress.filter())
    return router
