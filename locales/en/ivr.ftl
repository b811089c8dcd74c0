# Voice menus: the list, a menu’s screen, a key’s screen.

ivr-all-title = 📋 <b>Voice menus</b>: { $count }
ivr-all-found = 🔎 Found for “{ $search }”: { $count }
ivr-all-not-found = No menu was found for “{ $search }”.
ivr-all-empty = 📋 <b>There are no voice menus yet</b>
    Create the first one, or send a file that a colleague has exported.
ivr-all-new = ➕ New menu
ivr-all-bring = 📥 From a file
ivr-all-search = 🔎 Find
ivr-all-everything = ♻️ Show all
ivr-all-page = { $page } of { $pages }
ivr-search-ask = Write part of the menu’s name.

ivr-service-ask = Which service is the menu for? Each has its own audio records.
ivr-service-ask-brought = The file names the service “{ $service }”, which is not set up. Which service is the menu for? Records from the file will not play there: choose them again.
ivr-service-ask-change = Which service should the menu “{ $name }” move to? Each has its own audio records: they will leave the menu and have to be chosen again.
ivr-service-none = None of the connected services works with voice menus.
ivr-name-ask = What should the menu be called? Colleagues see the name, the person called does not hear it. Up to { $limit } characters.
ivr-name-service = 📡 { $service }
ivr-rename-ask = The menu is called “{ $name }”. Write a new name, up to { $limit } characters.
ivr-copy-name = { $name } (copy)

ivr-one-service = 📡 { $service }
ivr-one-recognizes = ✍️ The answer to the greeting is written down
ivr-one-heard = 👂 <b>The person hears</b>
ivr-one-heard-voice = { $voice ->
    [male] 👂 <b>The person hears</b>, a male voice
   *[female] 👂 <b>The person hears</b>, a female voice
}
ivr-one-silent = No greeting is chosen.
ivr-one-no-keys = The keys are still free.
ivr-one-blocks = ⛔️ <b>Before you can call with this menu</b>
ivr-one-warns = ⚠️ <b>Worth a look</b>
ivr-one-ready = ✅ The menu is ready for calls.
ivr-one-more-flaws = And { $count ->
    [one] { $count } more remark
   *[other] { $count } more remarks
}, shown on the keys’ screens.
ivr-one-cut = ✂️ The texts are not shown in full. The screens of the greeting and of the keys show all of them.
ivr-one-brought = 📥 The menu is loaded from the file.
ivr-one-copied = 📄 This is a copy, the original menu has not changed.
ivr-one-greeting = 👋 Greeting
ivr-one-recognition = { $recognition ->
    [true] ✍️ Recognise the answer: yes
   *[false] ✍️ Recognise the answer: no
}
ivr-one-rename = ✏️ Name
ivr-one-copy = 📄 Copy
ivr-one-picture = 🖼 Picture
ivr-one-export = 📤 File
ivr-one-service-label = 📡 Service
ivr-one-call-me = 📲 Call me first
ivr-one-use = 📞 Call…
ivr-one-remove = 🗑 Delete
ivr-key-add = ➕ Add a key
ivr-key-ask = Which key? “⏳ Silence” is for people who press nothing, “💬 By word” for those who say the right word.
ivr-key-stayed = Silence
ivr-key-words = By word

ivr-slot-digit = Key { $digit }
ivr-slot-stayed = Nothing pressed
ivr-slot-words = Key words { $number }

ivr-does-text = Says:
ivr-does-record = Plays { $record }
ivr-does-manager = Connects to the manager { $phone }
ivr-does-sms = Sends an SMS:
ivr-does-block = Puts the number on the service’s blacklist
ivr-does-tag = Tag:
ivr-does-webhook = Reports to
ivr-does-parameters = With the parameters:
ivr-does-words = By the words:
ivr-does-recognize = Writes down what is said
ivr-heard-record = The { $record } plays
ivr-record-named = record “{ $name }”
ivr-record-number = record No. { $number }
ivr-short-play = voice answer
ivr-short-manager = manager
ivr-short-sms = SMS
ivr-short-block = blacklist
ivr-short-webhook = webhook

ivr-order-line = 📋 Menu “{ $name }”: { $keys }
ivr-order-empty = the keys are still free
ivr-order-more = and { $count } more
ivr-picture-service = Voice menu, { $service }
ivr-picture-heard = The person hears
ivr-picture-empty = The keys are still free

ivr-greeting-title = 👋 <b>The greeting</b> of the menu “{ $name }”
ivr-greeting-record = 🎵 Choose a record
ivr-greeting-voice = { $voice ->
    [male] 🗣 Voice: male
   *[female] 🗣 Voice: female
}
ivr-text-ask = Write what the person will hear, in one message, up to { $limit } characters.
    A plus before a vowel stresses it: <code>зам+ок</code>. A hyphen between words makes a pause.
ivr-text-now = Now { $length ->
    [one] { $length } character
   *[other] { $length } characters
}:
ivr-record-ask = Which record is played? Choose one, or send the number of a record in your { $service } account.
ivr-record-none = The bot knows no records at { $service } yet: add some in /records. You can also send the number of a record in your account there.
ivr-record-bad = A record’s number is made of digits. You see it in your account at the service, under “Records”.

ivr-branch-title = <b>{ $slot }</b> · menu “{ $name }”
ivr-branch-nothing = Nothing happens yet.
ivr-branch-stayed = This is for people who press nothing and stay on the line.
ivr-branch-words = This happens when one of the key words is said.
ivr-branch-sms-left = { $left } of { $limit } characters of the SMS are left.
ivr-branch-cleared = 🧹 Everything was removed from this key.
ivr-branch-undo = ↩️ Undo
ivr-branch-undo-late = The key already does something else, so nothing was brought back.
ivr-branch-play = 🔊 Text, record
ivr-branch-record = 🔊 Record
ivr-branch-manager = 👤 Connect
ivr-branch-sms = ✉️ SMS
ivr-branch-tag = 🏷 Tag
ivr-branch-said = 💬 Words
ivr-branch-webhook = 🌐 Webhook
ivr-branch-block = { $block ->
    [true] 🚫 Blacklist: yes
   *[false] 🚫 Blacklist: no
}
ivr-branch-recognize = { $recognize ->
    [true] ✍️ Recognise: yes
   *[false] ✍️ Recognise: no
}
ivr-branch-move = ↔️ Move
ivr-branch-clear = 🧹 Clear
ivr-branch-set = { $label } ✓
ivr-part-now = Now: <code>{ $now }</code>
ivr-part-clear = 🧹 Remove
ivr-manager-ask = Who should the person be connected with? Send the manager’s number or contact.
ivr-manager-own = 📱 To me: { $own }
ivr-sms-ask = Write the text of the SMS, up to { $limit } characters.
ivr-tag-ask = Write the tag, up to { $limit } characters. You see it in the result: “pressed 1 — confirmed”.
ivr-said-ask = Write the words, separated by spaces or commas, up to { $limit } characters together. Saying any of them is enough.
ivr-webhook-ask = Send the address to which the service will report this answer, up to { $limit } characters.
ivr-webhook-parameters = 📎 Parameters
ivr-parameters-ask = Write the parameters that the service will pass to the address, one per line:
    <code>order = 17</code>
    <code>source = bot</code>
ivr-move-ask = Which key should it move to?

ivr-remove-ask = Delete the menu “{ $name }”? Calls that already use it will not change.
ivr-remove-planned = { $count ->
    [one] { $count } call is planned with this menu, it goes as intended.
   *[other] { $count } calls are planned with this menu, they go as intended.
}
ivr-remove-yes = 🗑 Yes, delete
ivr-removed-text = The menu “{ $name }” is deleted.
ivr-call-ask = Whom to call with the menu “{ $name }”? Send one number or several: separated by commas or one per line. A text after the number is said instead of the greeting.
ivr-own-ask = Which number to call? Share yours with the button below and the call goes at once, or write a number.
ivr-number-needed = Send a number or a contact.
ivr-number-which = { $count ->
    [one] The contact has { $count } number
   *[other] The contact has { $count } numbers
}, and one is needed. Write it as text.
ivr-bring-ask = Send a menu file: <code>….zvonar.json</code> of up to { $limit }{"\u00A0"}KB. The “File” button makes one, it is under “More” on a menu’s screen. In private you can send a file just like that.
ivr-bring-not-file = A menu file goes here, as a document of up to { $limit }{"\u00A0"}KB.
ivr-twin-ask = The menu “{ $name }” already exists at { $service }. Replace it with the one from the file?
ivr-twin-replace = ♻️ Replace
ivr-twin-keep = 📄 Keep both
ivr-export-private = The file has the managers’ full numbers, so it is not sent to a group. Export it in your private chat with the bot.
ivr-export-caption = The menu “{ $name }”. To load it, send this file to the bot.
