window-group-reply = ↩️ Reply to this message: in a group the bot sees nothing else.
window-wants-text = Answer with a text here.
window-wants-tap = Choose with the buttons here.
window-left-call = Cancelled. No call was made.
window-left-record = Cancelled. The record was not saved.
window-left-tag = Cancelled. No tag was set.
window-left = The window is closed.
