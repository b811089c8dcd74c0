"""`/users`: who may do what, and changing it."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.access import Person, Role
from bot.services.api import Api
from bot.telegram.buttons import Row, button
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.menu import set_menu
from bot.telegram.presses import RolePress, UserPress
from bot.telegram.texts import Texts, Translation
from handlers.asked import Asked
from handlers.redraw import redraw

NONE = "none"
MAX_BUTTONS = 90
"""Telegram takes a hundred buttons under a message."""


async def on_users(message: Message, actor: Person, tr: Translation, api: Api) -> None:
    staff = await api.people.staff(actor)
    await message.answer(_list_text(staff, tr), reply_markup=_list_keyboard(staff, actor, tr))


async def on_user(
    query: CallbackQuery, callback_data: UserPress, actor: Person, tr: Translation, bot: Bot, api: Api
) -> None:
    staff = await api.people.staff(actor)
    await query.answer()
    person = next((person for person in staff if person.id == callback_data.person_id), None)
    if person is None:
        await redraw(bot, query.message, _list_text(staff, tr), _list_keyboard(staff, actor, tr))
    else:
        await redraw(bot, query.message, _line(person, tr), _role_keyboard(person, tr))


async def on_role(
    query: CallbackQuery,
    callback_data: RolePress,
    actor: Person,
    tr: Translation,
    bot: Bot,
    texts: Texts,
    api: Api,
) -> None:
    role = None if callback_data.role == NONE else Role(callback_data.role)
    changed = await api.people.change_role(actor, callback_data.person_id, role)
    staff = await api.people.staff(actor)
    await query.answer(tr.plain("settings-press-saved"))
    await redraw(bot, query.message, _list_text(staff, tr), _list_keyboard(staff, actor, tr))
    await set_menu(bot, texts, changed)


def _line(person: Person, tr: Translation) -> str:
    name = f"{person.name} (@{person.username})" if person.username else person.name
    return tr("users-list-line", name=name, role=tr(f"role-{person.role or NONE}"))


def _list_text(staff: list[Person], tr: Translation) -> str:
    return fit("\n".join([tr("users-list-title"), *(_line(person, tr) for person in staff)]), MESSAGE_LIMIT)


def _list_keyboard(staff: list[Person], actor: Person, tr: Translation) -> InlineKeyboardMarkup:
    others = [person for person in staff if person.id != actor.id][:MAX_BUTTONS]
    return InlineKeyboardMarkup(inline_keyboard=[[_person_button(person)] for person in others])


def _person_button(person: Person) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=person.name[:60] or str(person.id), callback_data=UserPress(person_id=person.id).pack()
    )


def _role_keyboard(person: Person, tr: Translation) -> InlineKeyboardMarkup:
    rows: list[Row] = [
        [button(tr, f"users-role-{role}", RolePress(person_id=person.id, role=role))]
        for role in (*(role.value for role in Role), NONE)
        if role != (person.role or NONE)
    ]
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [button(tr, "button-back", UserPress(person_id=0), "◀️")]])


def build() -> Router:
    router = Router(name="users")
    router.message.register(on_users, Asked("users"))
    router.callback_query.register(on_user, UserPress.filter())
    router.callback_query.register(on_role, RolePress.filter())
    return router
