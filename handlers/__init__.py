"""What a person meets: commands, buttons under long-lived messages, dialogs.

Handlers reach the outside only through use cases; aiogram injects those, the acting person and their language by name.
"""
