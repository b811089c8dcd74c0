"""Menus: made, changed, copied, removed, kept as files and used in calls. A change is stored at once."""
