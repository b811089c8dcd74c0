"""Everything that people can make the bot do, by noun: the one door for handlers."""

from bot.services.at_service import AtService
from bot.services.callbacks import Callbacks, Verification
from bot.services.calls import Calls
from bot.services.deps import Deps
from bot.services.emulator import Emulator
from bot.services.history import History
from bot.services.menus import Menus
from bot.services.money import Money
from bot.services.orders import Orders
from bot.services.people import People
from bot.services.recordings import Recordings
from bot.services.records.records import Records
from bot.services.stats import Stats
from bot.services.subscriptions import Subscriptions
from bot.services.templates import Templates
from bot.services.widgets import Widgets


class Api:
    def __init__(self, deps: Deps) -> None:
        self.at_service = AtService(deps)
        self.callbacks = Callbacks(deps)
        self.calls = Calls(deps)
        self.emulator = Emulator(deps)
        self.history = History(deps)
        self.menus = Menus(deps)
        self.money = Money(deps)
        self.orders = Orders(deps)
        self.people = People(deps)
        self.recordings = Recordings(deps)
        self.records = Records(deps)
        self.stats = Stats(deps)
        self.subscriptions = Subscriptions(deps)
        self.templates = Templates(deps)
        self.verification = Verification(deps)
        self.widgets = Widgets(deps)
