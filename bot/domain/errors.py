"""Errors that a person may be told of.

    ZvonarError
    ├── BadPhone            a number was written in a way we cannot call
    │   ├── NotOurNumber    another country's, or one that a spreadsheet has rounded: told whatever follows it
    │   └── Contradictory   what stands beside the numbers speaks against calling them all: told whatever follows
    ├── Forbidden           the person has no right to do this
    ├── UndeclaredRight     a use case forgot to say what it needs: a bug, refused all the same
    ├── NotFound            the thing is gone, or is not the person's
    ├── OrderProblem        the order cannot be placed as it is
    │   ├── OrderClosed     it is placed or canceled: nothing about it can be changed any more
    │   └── OrderChanged    it is not any more what was seen above the button that was pressed
    ├── MenuProblem         a menu, or a file of one, cannot be kept as it is
    ├── BadAudio            what was sent is no audio that we can make a record of
    ├── NoPicture           a picture could not be drawn
    ├── RecordingLate       a talk's recording is not there yet
    └── ProviderError
        ├── Refused         the provider definitely said no: nothing was placed
        ├── Unreachable     nothing was sent, or a read failed: nothing was placed
        └── Uncertain       the request left us and no readable answer came: nobody knows

Every error carries a Fluent key and its arguments, so that whoever shows it does so in the person's language.
"""


class ZvonarError(Exception):
    """`key` names a Fluent message, `args_` its arguments; neither holds a secret."""

    def __init__(self, key: str, **args: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.args_: dict[str, str | int] = args

    def __str__(self) -> str:
        return f"{self.key} {self.args_}" if self.args_ else self.key


class BadPhone(ZvonarError):
    """Keys: `phone-*`. `written` is what the person wrote, cut to 40 characters."""


class NotOurNumber(BadPhone):
    pass


class Contradictory(BadPhone):
    pass


class Forbidden(ZvonarError):
    pass


class UndeclaredRight(ZvonarError):
    pass


class NotFound(ZvonarError):
    pass


class OrderProblem(ZvonarError):
    pass


class OrderClosed(OrderProblem):
    """Keys: `order-already-placed`, `order-withdrawn`."""


class OrderChanged(OrderProblem):
    pass


class MenuProblem(ZvonarError):
    """Keys: `menu-*`."""


class BadAudio(ZvonarError):
    """Keys: `audio-*`."""


class NoPicture(ZvonarError):
    pass


class RecordingLate(ZvonarError):
    pass


class ProviderError(ZvonarError):
    """`words` are the provider's own, as it said them (bounded, unescaped, without secrets)."""

    def __init__(self, key: str, words: str = "", **args: str | int) -> None:
        super().__init__(key, **args)
        self.words = words[:1000]


class Refused(ProviderError):
    pass


class Unreachable(ProviderError):
    pass


class Uncertain(ProviderError):
    pass
