"""Which command menu a person sees in a chat (https://core.telegram.org/bots/api#determining-list-of-commands)."""

from bot.sandbox.telegram.world import Chat, Person, World

Menu = list[dict[str, str]]


def all_menus(world: World) -> dict[str, dict[str, Menu]]:
    """By chat and person, where there is one. Only people who are in the chat."""
    if not world.bot.commands:
        return {}
    menus: dict[str, dict[str, Menu]] = {}
    for chat in world.chats.values():
        people = [chat.person] if chat.person else [world.people[person] for person in chat.members]
        found = {str(person.id): menu for person in people if (menu := menu_of(world, chat, person))}
        if found:
            menus[str(chat.id)] = found
    return menus


def menu_of(world: World, chat: Chat, person: Person) -> Menu:
    commands = world.bot.commands
    for scope in _scopes(chat, person):
        for language in (person.language_code or "", ""):
            if menu := commands.get((*scope, language)):
                return menu
    return []


def _scopes(chat: Chat, person: Person) -> list[tuple[str, int, int]]:
    if chat.is_private:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    administrator = chat.members.get(person.id) in ("administrator", "creator")
    scopes = [
        ("chat_member", chat.id, person.id),
        ("chat_administrators", chat.id, 0) if administrator else None,
        ("chat", chat.id, 0),
        ("all_chat_administrators", 0, 0) if administrator else None,
        ("all_group_chats", 0, 0),
        ("default", 0, 0),
    ]
    return [scope for scope in scopes if scope]
