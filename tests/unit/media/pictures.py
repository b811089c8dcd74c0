"""Menus to draw: a plain one, one of ten digits, and one with the longest texts that a menu takes."""

from __future__ import annotations

from bot.ports.media import MenuPicture, PictureKey

PLAIN = MenuPicture(
    title="Подтверждение заказа",
    subtitle="Программа обзвонов",
    heard_title="Абонент слышит",
    heard="Здравствуйте! Ваш заказ готов. Чтобы подтвердить, нажмите 1. Чтобы поговорить с менеджером, нажмите 2.",
    keys=[
        PictureKey("1", ["🔊 Прозвучит текст: Спасибо, ждём вас завтра", "🏷 Метка: согласен"]),
        PictureKey("2", ["👤 Соединит с менеджером +7 999 765-43-21"], leads=True),
        PictureKey("☎", ["✉️ Отправит SMS: Мы не дозвонились", "🚫 Внесёт номер в чёрный список"]),
        PictureKey("слова 1", ["💬 По словам: да, хочу", "🌐 Сообщит на адрес https://example.com/?order=1"]),
    ],
)
EMPTY = MenuPicture("Новое меню", "CallDog", "Абонент слышит", "Ничего", [], "Ни одна клавиша ничего не делает.")
TEN = MenuPicture(
    "Опрос",
    "CallDog",
    "The person hears",
    "Rate us from 0 to 9.",
    [PictureKey(str(digit), [f"🎵 Прозвучит аудиоролик «Оценка {digit}»", "🏷 Метка: да"]) for digit in range(10)],
)

_SPOKEN = "Здравствуйте, это служба доставки магазина «Ромашка», ваш заказ прибыл в пункт выдачи. "
_EVERYTHING = [
    f"🔊 Прозвучит текст: {(_SPOKEN * 12)[:1024]}",
    "👤 Соединит с менеджером +7 999 765-43-21",
    f"✉️ Отправит SMS: {_SPOKEN[:70]}",
    "🚫 Внесёт номер в чёрный список сервиса",
    f"🏷 Метка: {_SPOKEN[:40]}",
    f"🌐 Сообщит на адрес https://crm.example.com/{'a' * 231}",
    f"📎 Передаст параметры: {('ключ=значение, ' * 70)[:1000]}",
    f"💬 По словам: {('обязательно, ' * 16)[:200]}",
    "✍️ Запишет сказанное текстом",
]
LONGEST = MenuPicture(
    ("Очень длинное название " * 3)[:60],
    "Программа обзвонов",
    "Абонент слышит",
    (_SPOKEN * 12)[:1024],
    [PictureKey(sign, _EVERYTHING, leads=True) for sign in (*"0123456789", "☎", *(f"слова {n}" for n in range(1, 10)))],
)
