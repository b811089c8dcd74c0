window-group-reply = ↩️ In a group the bot sees only replies to its own messages, so reply to this one.
