"""Refusals: `{"status": "fail", "reason": …}` with the HTTP status that the documents print beside it."""


class Refusal(Exception):
    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason, status)
        self.reason = reason
        self.status = status


def undefined(key: str) -> Refusal:
    return Refusal(f"Key '{key}' is not defined!", 400)


def no_widget_given() -> Refusal:
    return Refusal("Key 'whash' and 'walias' are not defined!", 400)


def unauthorized_host() -> Refusal:
    return Refusal("Unauthorized host!", 401)


def wrong_key() -> Refusal:
    return Refusal("Not the correct key api", 403)


def mismatched() -> Refusal:
    return Refusal("Mismatched request!", 404)


def unknown_method() -> Refusal:
    return Refusal("Unknown request method!", 405)


def wrong_type() -> Refusal:
    return Refusal("Wrong data type!", 406)


def date_not_array() -> Refusal:
    return Refusal("Date is not array", 406)


def not_enough() -> Refusal:
    return Refusal("Not enough values", 409)


def invalid_number() -> Refusal:
    return Refusal("Invalid manager or client phone number", 409)


def no_phone() -> Refusal:
    return Refusal("Phone not provided or invalid", 409)


def unknown_user() -> Refusal:
    return Refusal("Unknown user", 412)


def malformed_key() -> Refusal:
    return Refusal("Apiak or Hash shorter or longer then was required or not hexadecimal", 417)


def wrong_pair() -> Refusal:
    return Refusal("Wrong pair whash or walias and apiak!", 424)


def widget_disabled() -> Refusal:
    """710 is no registered HTTP status; the documents name it, so it is what leaves."""
    return Refusal("The widget is disabled", 710)
