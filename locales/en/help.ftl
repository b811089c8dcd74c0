help-start-text = Hello, { $name }. I make the calls for you and tell how they ended.
help-call-text = To call, write a number and what to say:
    <code>/call +7 999 123-45-67 Your order is ready</code>
    I show a card first; the call goes only after “Call now”.
    There may be several numbers: separated by commas, or one per line with the text on the last one.
    You can also answer a message that holds a number with <code>/call</code>, or share a contact.
help-records-text = Send a voice note or a sound file, and it becomes a record for calls; all records are in /records. Build a phone menu with keys in /ivr.
help-manager-text = You get the results of everybody’s calls. Turn them off in /settings.
command-start = Start
command-help = How to use it
command-call = Call: a number and a text
command-callback = Callback: your phone first
command-verify = Verify a number by a call
command-records = Audio records
command-ivr = Phone menus
command-templates = Templates of clients
command-calls = Calls and their results
command-balance = Balance of the services
command-settings = Language, phone, what calls begin with
command-users = Staff and roles
command-emulator = Make a request to a service by hand
command-status = How the bot is doing
command-cancel = Cancel what was begun
