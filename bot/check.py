"""`python -m bot check`: is everything there that the bot needs? Asks and reads only; a call is never placed."""

from collections.abc import Iterable
from dataclasses import dataclass

from aiogram.exceptions import TelegramAPIError
from aiogram.utils.token import TokenValidationError
from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.errors import ProviderError
from bot.ports import Capability, Provider
from bot.ports.telling import BalanceUnit
from bot.providers.registry import build_providers
from bot.services.money import unit_of
from bot.services.webhooks import tells_by_one_address
from bot.settings import Settings
from bot.telegram.format import money
from bot.telegram.session import make_bot
from bot.telegram.texts import Texts
from bot.use_cases import addresses_of
from bot.web.heartbeat import Heartbeat
from storage.engine import SqlDatabase
from storage.migrate import migrate


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    ok: bool
    said: str


async def check_all(settings: Settings) -> bool:
    """Print a table of findings; False when one of them is bad."""
    findings = [
        await check_database(settings),
        await check_telegram(settings),
        *await check_providers(settings),
        await check_heartbeat(settings),
    ]
    table = Table(box=None, show_header=False)
    for _column in range(3):
        table.add_column(overflow="fold")  # an address that is cut is of no use
    for finding in findings:
        table.add_row("[green]ok[/]" if finding.ok else "[red]no[/]", finding.what, finding.said)
    Console().print(table)
    return all(finding.ok for finding in findings)


async def check_heartbeat(settings: Settings) -> Finding:
    """Its watcher takes this for a sign of life: of a bot that is being set up."""
    if settings.heartbeat_url is None:
        return Finding("Heartbeat", ok=True, said="off: HEARTBEAT_URL is empty")
    ok, said = await Heartbeat(settings.heartbeat_url.get_secret_value()).ask()
    return Finding("Heartbeat", ok, f"HEARTBEAT_URL answered {said}" if ok else f"{said}: see HEARTBEAT_URL")


async def check_database(settings: Settings) -> Finding:
    try:
        database = SqlDatabase.from_url(settings.database_url.get_secret_value())
        await database.start()
        try:
            await migrate(database)
        finally:
            await database.close()
    except (OSError, SQLAlchemyError) as error:
        return Finding("Database", ok=False, said=f"{type(error).__name__}: see DATABASE_URL")
    return Finding("Database", ok=True, said="open, tables up to date")


async def check_telegram(settings: Settings) -> Finding:
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    by = ", through TELEGRAM_PROXY" if proxy else ""
    try:
        bot = make_bot(settings.bot_token.get_secret_value(), settings.telegram_api_url, proxy=proxy)
    except TokenValidationError:
        return Finding("Telegram", ok=False, said="BOT_TOKEN is not a token")
    try:
        me = await bot.get_me()
    except TelegramAPIError as error:
        return Finding("Telegram", ok=False, said=f"{error.message}{by}")
    finally:
        await bot.session.close()
    admins = len(settings.bot_admins)
    return Finding("Telegram", ok=admins > 0, said=f"@{me.username}, administrators: {admins} (BOT_ADMINS){by}")


async def check_providers(settings: Settings) -> list[Finding]:
    providers = build_providers(settings.providers)
    try:
        if not providers.by_name:
            return [
                Finding("Services", ok=False, said=f"none has a key: set {settings.default_provider.upper()}_API_KEY")
            ]
        findings = [await check_provider(provider) for provider in providers.by_name.values()]
        return findings + check_addresses(settings, providers.by_name.values())
    finally:
        await providers.aclose()


async def check_provider(provider: Provider) -> Finding:
    tr = Texts().speak("en")
    try:
        balance, numbers = await provider.balance(), await _caller_ids(provider)
    except ProviderError as error:
        words = f" «{error.words}»" if error.words else ""
        return Finding(provider.title, ok=False, said=tr.plain(error.key, **error.args_) + words)
    unit = unit_of(provider)
    amount = money(balance, tr) if unit is BalanceUnit.ROUBLES else f"{balance} {unit}"
    return Finding(provider.title, ok=True, said=f"key accepted, balance {amount}{numbers}")


async def _caller_ids(provider: Provider) -> str:
    if Capability.CALLER_IDS not in provider.capabilities:
        return ""
    numbers = await provider.caller_ids()
    confirmed = sum(number.confirmed for number in numbers)
    return f", caller ids: {confirmed} confirmed of {len(numbers)}"


def check_addresses(settings: Settings, providers: Iterable[Provider]) -> list[Finding]:
    """Where a provider that knows no addresses of attempts reports to: somebody enters it in its cabinet."""
    address = addresses_of(settings).of_provider
    tellers = [p for p in providers if tells_by_one_address(p)]
    return [
        Finding(f"{p.title}, webhooks", ok=True, said=address(p.name) or "off: PUBLIC_URL is empty") for p in tellers
    ]
