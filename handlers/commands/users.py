"""`/users`: who may do what, and changing it. Strangers ask for access, and are answered."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.access import Person, Role
from bot.telegram.buttons import Row, button
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.menu import set_menu
from bot.telegram.presses import AccessAnswer, AccessPress, AccessRequestPress, ClosePress, RolePress, UserPress
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
MAX_BUTTONS = 90
"""Telegram takes a hundred buttons under a message."""


async def on_users(message: Message, where: Here) -> None:
    html, keyboard = _list(await where.api.people.staff(where.actor), where)
    await message.answer(html, reply_markup=keyboard)


async def on_user(query: CallbackQuery, callback_data: UserPress, where: Here) -> None:
    staff = await where.api.people.staff(where.actor)
    await query.answer()
    person = next((person for person in staff if person.id == callback_data.person_id), None)
    shown = _one(person, where.tr) if person else _list(staff, where)
    await where.redraw(query, *shown)


async def on_role(query: CallbackQuery, callback_data: RolePress, where: Here) -> None:
    role = None if callback_data.role == NONE else Role(callback_data.role)
    changed = await where.api.people.change_role(where.actor, callback_data.person_id, role)
    staff = await where.api.people.staff(where.actor)
    await query.answer(where.tr.plain("settings-press-saved"))
    await where.redraw(query, *_list(staff, where))
    await set_menu(where.bot, where.texts, changed)


def _line(person: Person, tr: Translation) -> str:
    name = f"{person.name} (@{person.username})" if person.username else person.name
    return tr("users-list-line", name=name, role=tr(f"role-{person.role or NONE}"))


def _list(staff: list[Person], where: Here) -> tuple[str, InlineKeyboardMarkup]:
    lines = [where.tr("users-list-title"), *(_line(person, where.tr) for person in staff)]
    others = [person for person in staff if person.id != where.actor.id][:MAX_BUTTONS]
    rows = [*([_person_button(person)] for person in others), [button(where.tr, "button-close", ClosePress())]]
    keyboard = InlineKeyboardMarkup(inline_keyboard=rows)
    return fit("\n".join(lines), MESSAGE_LIMIT), keyboard


def _person_button(person: Person) -> InlineKeyboardButton:
    data = UserPress(person_id=person.id).pack()
    return InlineKeyboardButton(text=person.name[:60] or str(person.id), callback_data=data)


def _one(person: Person, tr: Translation) -> tuple[str, InlineKeyboardMarkup]:
    rows: list[Row] = [
        [button(tr, f"users-role-{role}", RolePress(person_id=person.id, role=role))]
        for role in (*(role.value for role in Role), NONE)
        if role != (person.role or NONE)
    ]
    rows.append([button(tr, "button-back", UserPress(person_id=0))])
    return _line(person, tr), InlineKeyboardMarkup(inline_keyboard=rows)


async def on_request(query: CallbackQuery, where: Here) -> None:
    if where.actor.role is not None:
        await query.answer(where.tr.plain("access-press-done"))
        return
    is_new = await where.api.people.ask_in(where.actor)
    key = "access-requested-text" if is_new else "access-requested-already"
    await query.answer(where.tr.plain(key), show_alert=True)


async def on_answer(query: CallbackQuery, callback_data: AccessPress, where: Here) -> None:
    decided = await where.api.people.decide(where.actor, callback_data.request_id, ROLES[callback_data.answer])
    await query.answer(where.tr.plain("access-press-done"))
    await set_menu(where.bot, where.texts, decided.person)


def build() -> Router:
    router = Router(name="users")
    router.message.register(on_users, Asked("users"))
    router.callback_query.register(on_user, UserPress.filter())
    router.callback_query.register(on_role, RolePress.filter())
    router.callback_query.register(on_request, AccessRequestPress.filter())
    router.callback_query.register(on_answer, AccessPress.filter())
    return router
