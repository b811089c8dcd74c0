window-group-reply = ↩️ In a group the bot sees only replies to its own messages, so reply to this one.
window-wants-text = Please answer with a text here.
window-wants-tap = Please choose with the buttons here.
