"""Mobilgroup's voice broadcasts (`https://voice.mobilgroup.ru`) as their documents describe them."""
