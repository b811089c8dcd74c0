options-main-text = ✏️ Text
options-main-record = 🎵 Audio record
options-main-voice = { $voice ->
    [male] 🗣 Voice: male
   *[female] 🗣 Voice: female
}
options-main-recording = { $recording ->
    [true] ⏺ Record the conversation: yes
   *[false] ⏺ Record the conversation: no
}
options-main-caller = ☎️ Call from: { $caller }
options-main-done = ✅ Done
options-text-ask = Write what the person will hear, in one message, up to { $limit } characters.
options-text-marks = A plus before a vowel stresses it: <code>зам+ок</code>. A hyphen between words makes a pause.
options-record-ask = Send the number of an audio record. You see it in the service’s cabinet, under “Records”.
options-caller-ask = Which number to call from? These are the confirmed numbers of the service’s cabinet.
options-caller-duty = A duty number
options-text-ask-manager = Write what is read to the manager before the conversation, in one message, up to { $limit } characters. The client does not hear it.
options-text-silent = Read nothing
options-main-first = 📲 First to ring: { $first }
options-main-text-manager = ✏️ Text to the manager
options-main-info = ℹ️ More
options-main-when = 🕒 When: { $at }
options-main-phrase = 🎵 A saved phrase
options-main-script = 🎬 A script
options-main-language = 🌐 Language: { $language }
options-main-service = 📡 Service: { $service }
options-main-second = 🛟 Second service: { $second }
options-service-ask = Through which service? Each has its own records, menus, numbers and languages: they are to be chosen anew.
options-second-ask = The second service calls only if the first one definitely refuses. While a call’s fate is unknown no second request is made.
options-second-none = No second one
options-language-ask = In which language is the text to be read?
options-language-own = The service’s usual
options-saved-ask = { $what ->
    [scripts] Which script is to run? These are the scripts of the service’s cabinet.
   *[phrases] Which phrase is to be played? These are the saved phrases of the service’s cabinet.
}
options-saved-none = { $what ->
    [scripts] There is no script in the service’s cabinet.
   *[phrases] There is no saved phrase in the service’s cabinet.
}
options-choice-gone = This is not in the list any more. Open the list anew.
options-first-ask = Whose phone is to ring first?
options-first-ask-unknown = Whose phone is to ring first? You can tell your own in /settings.
options-first-own = 📱 Mine: { $own }
options-first-office = 🏢 An office by number
options-first-manager = ☎️ Another phone
options-office-ask = Send the office’s number. The widget’s offices are counted from zero: 0 is the first.
options-manager-ask = Send the manager’s phone. An extension stands at its end: <code>+7 495 123-45-67 ext 123</code>
options-info-ask = What else should the manager be told? Write it in one message: the service reads it out when the manager presses the key set in the widget.
options-info-none = Nothing
options-when-ask = When should they be joined? Write the time: <code>18:30</code>, <code>tomorrow 10:00</code> or <code>21.11 18:30</code>.
options-when-at-once = Now
options-when-now = now
options-records-ask = Which record is to be played? Choose one from the list or send its number.
    ✅ can be used, ⏳ waits for a moderator, ⛔️ was refused.
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
options-plan-calendar = 📅 Choose a day
options-plan-anyway = 🌙 Call { $outside } anyway
options-date-ask = On which day?
options-time-ask = At what time on { $day } { $month }? Tap a button or write it: <code>18:30</code>.
options-main-attempts = 🔁 Attempts: { $attempts }
options-main-repeats = 🔂 Hearings: { $repeats }
options-main-both = 🔁 Attempts: { $attempts }, hearings: { $repeats }
options-attempts-ask = How often should the service try if nobody answers, and how often can the person hear the message? Pressing 1 plays it again.
options-attempts-count = Attempts: { $count }
options-attempts-interval = { $minutes } min
options-attempts-repeat = Hearings: { $count }
options-joining-ask =
    Through { $service } this becomes a callback: the phone of your team rings first, and only then the client’s.
    { $said ->
        [text] The text is read to your colleague, not to the client.
        [record] Records and menus are not played there: your colleague talks.
       *[other] Your colleague talks.
    }
options-joining-yes = Make it a callback
options-main-purpose = 🎯 Purpose: { $purpose }
options-purpose-ask = What is this call for? Write it in one message, up to { $longest } characters. Colleagues see it on the card; the person called does not hear it.
options-purpose-none = Leave it out
