"""Telegram's Bot API and the telephony services over real HTTP, one process, with a page in the browser.

Written from the services' documents and never from our clients, so it imports nothing else of `bot/`.
"""
