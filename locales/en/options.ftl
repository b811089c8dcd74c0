options-main-text = ✏️ Text
options-main-record = 🎵 Record
options-main-listen = 🎧 Listen
options-listen-there = Only the service has the sound of this record.
options-main-voice = { $voice ->
    [male] 🗣 Voice: male
   *[female] 🗣 Voice: female
}
options-main-recording = { $recording ->
    [true] ⏺ Recording: on
   *[false] ⏺ Recording: off
}
options-main-caller = { $kind ->
    [duty] ☎️ Shared number
    [number] ☎️ { $caller }
   *[word] ☎️ Number: { $caller }
}
options-text-ask = Write what the person will hear, in one message, up to { $limit } characters.{ $records ->
    [true] {" "}Or send a voice note.
   *[false] {""}
}
options-text-moderated = Calls with a text go out if moderation is switched off for the account: arrange it with the service’s manager.
options-text-marks = A plus before a vowel stresses it: <code>зам+ок</code>. A hyphen between words makes a pause.
options-record-ask = Send the number of an audio record, a voice note or a sound file. You see the number in your account at the service, under “Records”.
options-caller-typed = Which number to call from? Send one that is confirmed in your account at the service.
options-caller-ask = Which number to call from? These are the confirmed numbers of your account at the service.
options-caller-duty = Shared number
options-text-ask-manager = Write what should be read to the manager before the conversation, in one message, up to { $limit } characters. The client does not hear it.
options-text-silent = Read nothing
options-main-first = { $kind ->
    [number] 📲 { $first }
    [0] 📲 First: the first office
   *[other] 📲 First: office no. { $first }
}
options-main-text-manager = ✏️ Text to colleague
options-main-info = ℹ️ Extra
options-main-when = 🕒 When: { $at }
options-main-phrase = 🎵 Saved phrase
options-main-script = 🎬 Script
options-main-language = 🌐 Language: { $language }
options-main-second = 🛟 Backup: { $second }
options-second-ask = The backup calls if the first service refuses. If its answer gets lost, nobody calls.
options-second-none = No backup
options-language-ask = In which language should the text be read?
options-language-own = default
options-saved-ask = { $what ->
    [scripts] Which script should run? These are the scripts of your account at the service.
   *[phrases] Which phrase should be played? These are the saved phrases of your account at the service.
}
options-saved-none = { $what ->
    [scripts] There is no script in your account at the service.
   *[phrases] There is no saved phrase in your account at the service.
}
options-choice-gone = This is not in the list any more. Open the list again.
options-first-ask = Whose phone should ring first?
options-first-ask-unknown = Whose phone should ring first? You can set your own in /settings.
options-first-own = 📱 Mine: { $own }
options-first-office = 🏢 Office by number
options-first-manager = ☎️ Another phone
options-office-ask = Send the office’s number. The widget’s offices are counted from zero: 0 is the first.
options-manager-ask = Send the manager’s phone. An extension goes at its end: <code>+7 495 123-45-67 ext 123</code>
options-info-ask = What else should the manager be told? Write it in one message: the service reads it out when the manager presses the key set in the widget.
options-info-none = Nothing
options-when-now = now
options-records-ask = Which record should be played? Choose one from the list or send its number, a voice note or a sound file.
    ✅ can be used, ⏳ waits for a moderator, ⛔️ was refused.
options-records-own = 🗑 Delete your own
options-own-ask = Which record to delete? These were made for your own calls alone.
options-main-menu = 📋 Menu: { $menu }
options-menu-ask = Which menu follows the { $said ->
    [true] message
   *[false] greeting
}? ⚠️ — not ready yet, it is finished in /ivr.
options-menu-none-yet = { $service } has no menu yet. Menus are made in /ivr.
options-menu-without = No menu
options-plan-ask = When to call? Tap a button or write: <code>45</code> (minutes), <code>18:30</code>, <code>tomorrow 10:00</code> or <code>21.11 18:30</code>.
options-plan-minutes = { $minutes ->
    [60] In an hour
    [120] In 2 hours
   *[other] In { $minutes } min
}
options-plan-calendar = 📅 Another day
options-plan-anyway = 🌙 Call { $outside } anyway
options-date-ask = On which day? Any from { $first } to { $last }.
options-time-ask = { $day } ({ $weekday }). At what time? { $offered ->
    [true] Tap a button or write it
   *[false] Write it
}: <code>18:40</code>.
options-main-attempts = 🔁 Attempts: { $attempts }
options-main-repeats = 🔂 Replays: { $repeats }
options-attempts-ask = { $attempts ->
    [true] If nobody answers, the service calls again. “Account”: as many and as often as set in the service’s account; a missed call is then known only some two hours later.
   *[false] {""}
} { $repeats ->
    [true] Pressing 1 plays the message again.
   *[false] {""}
}
options-attempts-count = 🔁 Attempts
options-attempts-interval = ⏱ Pause, minutes
options-attempts-own = account
options-main-inserts = 🔢 Script values
options-inserts-ask = If the script has placeholders, fill them in; if not, tap “Done”.
    { $name ->
        [amount] Now the amount in roubles: <code>17.25</code>
        [first] Now parameter 1: a date <code>25.11.2026</code> or digits <code>142</code>
        [second] Now parameter 2: a date <code>25.11.2026</code> or digits <code>142</code>
       *[third] Now parameter 3: a date <code>25.11.2026</code> or digits <code>142</code>
    }
options-insert = { $name ->
    [amount] Amount: { $value }
    [first] Parameter 1: { $value }
    [second] Parameter 2: { $value }
   *[third] Parameter 3: { $value }
}
options-inserts-none = 🧹 Remove all
options-inserts-done = ✅ Done
options-attempts-repeat = 🔂 Replays by key 1
options-joining-ask =
    Your team’s phone rings first, and only then the client’s.
    { $said ->
        [text] Your colleague hears this text, not the client:
        [record] Records and menus are not played there: your colleague talks.
       *[nothing] Your colleague talks.
    }
options-more-absent = Not available through the API: { $options }.
options-main-purpose = 🎯 Purpose: { $purpose }
options-purpose-ask = What is this call for? Write it in one message, up to { $longest } characters. Colleagues see it on the card; the person called does not hear it.
options-purpose-none = Leave it out
options-main-own = default
options-main-no = none
options-main-joining = Make it a callback
options-main-parting = Make it a regular call
options-words-ask = <b>What should the person hear?</b> Write a text{ $records ->
    [true] , send a voice note or a sound file, or choose a record
   *[false] {""}
}.
options-misread-line = ⚠️ Could not understand: { $written }
options-fix = ✏️ Fix
options-fix-ask = Send the right number instead of this one: <code>{ $written }</code>. Separate several with commas.
options-fix-without = Call without it
options-language-name = { $code ->
    [ru] Russian
    [en] English
    [kk] Kazakh
    [uk] Ukrainian
    [be] Belarusian
    [uz] Uzbek
    [ky] Kyrgyz
    [tg] Tajik
    [az] Azerbaijani
    [hy] Armenian
    [ka] Georgian
    [tr] Turkish
    [de] German
    [fr] French
    [es] Spanish
    [it] Italian
    [pl] Polish
    [pt] Portuguese
    [zh] Chinese
   *[other] -
}
options-parting-ask =
    The client’s phone rings at once, and nobody from your team is connected.
    { $said ->
        [text] The client hears this text:
       *[nothing] You will be asked next what the client should hear.
    }
options-plan-no-time = No time
options-date-today = Today
options-date-tomorrow = Tomorrow
options-date-after = { $weekday }, { $day }
options-words-menu = 📋 Menu
options-words-template = 🗂 Template
options-templates-ask = Which template of client { $account } should be read out?
options-templates-none = Client { $account } has no templates yet. They are added in /templates.
options-words-more = ⚙️ Options
options-main-redials = 🔁 Redials: { $redials }
options-main-extras = 📇 Site, mail, marks
options-redials-ask = If the client or the manager does not answer, the service calls again by itself. How many minutes should it wait before each new attempt? Tap a button or write, for example <code>5, 10, 15</code>.
options-redials-preset = After { $minutes } min
options-redials-none = No redials
options-extras-ask = What else should CallKeeper be told? All of it is optional.
options-extra-label = { $name }: { $value }
options-extra-none = 🧹 Remove
options-extra-ask-site = Which site does the client come from? The name is shown in the service’s account and in “Details”.
options-extra-ask-office_name = Which office calls? The name is shown in the service’s account.
options-extra-ask-client_email = Write the client’s e-mail: the service keeps it with the call.
options-extra-ask-notification = To which e-mail should the service send the result of the call?
options-extra-ask-record_to_manager = Send a link to the sound that the manager hears before the talk, up to { $longest } characters.
options-extra-ask-record_to_await = Send a link to the sound that the manager hears while the client is being dialled, up to { $longest } characters.
options-extra-ask-utm = Where did the client come from? Send a link with tracking tags, or the tags themselves: <code>utm_source=google, utm_campaign=winter</code>. By them the service credits the call to an ad.
    Analytics tags work too, written the same way:
    <blockquote expandable><code>roistat_id=7492561</code> — a visit in Roistat
    <code>calltouch_session_id=9449450</code> — a session in Calltouch
    <code>ga_client_id=1526128712.1513128077</code> — a client in Google Analytics
    <code>tool_name=Request form</code> — the form or button
    <code>current_page=https://example.com/price</code> — the page of the form
    <code>entry_point=https://example.com</code> — the first page on the site
    <code>ip_client=74.44.210.123</code>, <code>user_agent=Mozilla/5.0</code> — the address and the browser</blockquote>
    New tags are added to the earlier ones.
options-extra-ask-opening_hours = During which hours may the service call the client? For example <code>9:00-18:00</code>, by the widget’s clock. To set days one by one, write them as CallKeeper does: 56 digits, eight for each day from Monday; <code>00000000</code> is a day off.
