"""`/ivr`: phone menus, made by tapping on what looks like a phone's keys."""
