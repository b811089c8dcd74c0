"""Telegram's Bot API and the telephony providers over real HTTP, one process, with a page in the browser.

Written from their documents and never from our clients, so it imports nothing else of `bot/`.
"""
