"""The proxies of the environment, which httpx takes for every provider: all of them must be of a kind that it knows."""

from collections.abc import Mapping

KINDS = ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY")


def broken_proxies(variables: Mapping[str, str]) -> list[str]:
    """A line for each variable that httpx would refuse with a traceback, without the value: a password may stand there.

    As for urllib and curl, a name in small letters wins over the same one in capitals, also when it is empty.
    """
    if "*" in _value(variables, "NO_PROXY")[1].replace(" ", "").split(","):
        return []
    named = [_value(variables, name) for name in KINDS]
    return [
        f"{name}: must be a proxy such as http://host:port or socks5://host:port"
        for name, address in named
        if address and not _is_known(address)
    ]


def _value(variables: Mapping[str, str], name: str) -> tuple[str, str]:
    small = name.lower()
    return (small, variables[small]) if small in variables else (name, variables.get(name, ""))


def _is_known(address: str) -> bool:
    from httpx import InvalidURL, Proxy

    try:
        return bool(Proxy(address if "://" in address else f"http://{address}").url.host)
    except (InvalidURL, ValueError):
        return False
