"""Mobilgroup's voice mailings, https://voice.mobilgroup.ru

A mailing («рассылка») is one or more phones called with one text, phrase or script. It has no webhooks, no list of
mailings and no way to cancel one: the answer that was lost when placing cannot be found again.
"""
