"""Zvonar: a Telegram bot from which a support team runs its phone calls.

Imports point one way, and import-linter holds them to it:

    bot.__main__                                    the command line
      → bot.app                                     builds every part, starts and stops it
        → handlers, bot.jobs, bot.web               what a person, a timer or a web request sets off
          → bot.telegram, bot.providers, bot.media,
            storage                                 adapters: they know ports and domain, never a use case
            → bot.services                          use cases
              → bot.ports                           what the use cases need from outside
                → bot.domain                        what a call, an order, a role *is*

`bot.sandbox` stands apart: Telegram and the telephony providers over HTTP, for the demo and the tests.
"""

__version__ = "0.1.0"
