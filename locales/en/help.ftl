help-start-text = Hello, { $name }. Call clients from here and see at once how it went.
    Send a number and a text: <code>/call +7 999 123-45-67 Your order is ready</code>
    The call goes only after “Call now”. { $admin ->
        [true] More ways to call: /help, people and roles: /users
       *[false] More ways to call: /help
    }
help-start-call = New call
help-start-calls = Calls
help-start-settings = Settings
help-call-text = 📞 <b>How to call</b>
    Write a number and what to say; you can leave out the command:
    <code>/call +7 999 123-45-67 Your order is ready</code>
    A card comes first, and the call goes only after “Call now”.
    There may be several numbers, separated by commas or one per line; then the text is the last line.
    Already have a message with a number? Reply to it with <code>/call</code>. A contact works too.
    See how it went on the call’s card and in /calls.
help-records-text = 🎵 A voice message or a sound file becomes a record for calls; all records are in /records. Build a voice menu with keys in /ivr.
help-sounds-text = 🎵 Instead of a text you can send a voice note or a sound file: the person called will hear it.
help-admin-text = 👥 Let people in, change a role or close access in /users.
help-manager-text = 🔔 Choose in /notify whose calls you hear about, and when.
command-start = start
command-help = how to use it
command-call = call: a number and a text
command-callback = callback: your phone first
command-verify = verify a number
command-records = audio records
command-ivr = voice menus
command-templates = client templates
command-calls = calls and their results
command-stats = figures: how many calls, how they ended, the cost
command-export = calls as a file
command-balance = balance of the services
command-notify = what you are told about, and when
command-settings = language, phone, call defaults
command-users = people and roles
command-emulator = build a request to a service by hand
command-status = bot status
command-cancel = cancel the current action
