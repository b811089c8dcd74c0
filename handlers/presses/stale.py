"""Buttons that nothing else knows: of a version before, or of somebody else's dialog."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.telegram.texts import Translation


async def on_stale(query: CallbackQuery, tr: Translation, aiogd_stack_forbidden: bool = False) -> None:
    """aiogram-dialog marks with `aiogd_stack_forbidden` what belongs to the dialog of another person."""
    key = "error-not-yours-text" if aiogd_stack_forbidden else "error-outdated-text"
    await query.answer(tr.plain(key), show_alert=True)


def build() -> Router:
    """It must come after everything else."""
    router = Router(name="stale")
    router.callback_query.register(on_stale)
    return router
