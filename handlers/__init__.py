"""What a person meets: commands, buttons under long-lived messages, dialogs.

Handlers reach the outside only through use cases. Each gets `where`, see `handlers.here`: those, and who acts where.
"""
