window-group-reply = ↩️ Reply to this message: in a group the bot sees nothing else.
window-wants-text = Please answer with a text here.
window-wants-tap = Please choose with the buttons here.
window-left-call = Canceled. No call was made.
window-left-record = Canceled. The record was not saved.
window-left-tag = Canceled. No tag was set.
window-left = The window is closed.
