"""Who asks, and for which widget: keys, hosts and pairs checked in the documents' order."""

from bot.sandbox.callkeeper import checks, reasons
from bot.sandbox.callkeeper.checks import Params
from bot.sandbox.callkeeper.model import Account, Widget


def check_host(account: Account, peer: str) -> None:
    settings = account.settings
    if settings.host_check and peer not in settings.hosts:
        raise reasons.unauthorized_host()


def check_api_key(account: Account, params: Params) -> None:
    """For what reads: `api_key`. Raises Refusal 403, and 412 when the account is disabled."""
    if checks.text(params, "api_key") != account.settings.key:
        raise reasons.wrong_key()
    if not account.settings.enabled:
        raise reasons.unknown_user()


def check_apiak(account: Account, params: Params) -> None:
    """For what changes the account: `apiak`. Raises Refusal 400, 417, 412."""
    if not well_formed_apiak(account, params) or not account.settings.enabled:
        raise reasons.unknown_user()


def well_formed_apiak(account: Account, params: Params) -> bool:
    """Whether it is the account's. Raises Refusal 400 without one, 417 for one that cannot be a key.

    The sandbox's own key is no hexadecimal number and passes by its name.
    """
    apiak = checks.text(params, "apiak")
    if not apiak:
        raise reasons.undefined("apiak")
    if apiak == account.settings.key:
        return True
    if not checks.HEXADECIMAL.fullmatch(apiak):
        raise reasons.malformed_key()
    return False


def find_widget(account: Account, params: Params) -> Widget | None:
    """By `whash`, else by `walias`. Raises Refusal 400 without either, 417 for a hash that cannot be one."""
    whash, walias = checks.text(params, "whash"), checks.text(params, "walias")
    if not whash and not walias:
        raise reasons.no_widget_given()
    for widget in account.widgets:
        if whash == widget.hash or (not whash and walias == widget.alias):
            return widget
    if whash and not checks.HEXADECIMAL.fullmatch(whash):
        raise reasons.malformed_key()
    return None
