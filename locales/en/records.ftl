# Audio records: a new one, the list, one record.

records-offer-text = This file can become an audio record for calls.
records-offer-length = This sound ({ $length }) can become an audio record for calls.
records-offer-save = Save as record
records-offer-call = Call with this
records-offer-name = Record { $moment }
records-offer-gone = The sound is not in the chat any more. Send it again.
records-wait-text = ⏳ Preparing the sound: { $percent }%

records-new-title = 🎵 <b>New audio record</b>
records-new-name = Name: <b>{ $name }</b>
records-new-text = The service will read the text. It names the price once it has accepted the record.
records-new-sound = Before sending, the volume is evened out and the silence at both ends is cut. “Listen” plays the record as it will sound on the phone.
records-new-services = Goes to: { $providers }
records-new-nowhere = Goes to: choose at least one service.
records-new-rename = ✏️ Name
records-new-listen = 🎧 Listen
records-new-write = 📝 Text
records-new-voice = { $voice ->
    [male] 🗣 Voice: male
   *[female] 🗣 Voice: female
}
records-new-choose = 📡 Services
records-new-listed = { $listed ->
    [true] ☑️ Keep in /records
   *[false] ⬜️ Keep in /records
}
records-new-send = { $to ->
    [several] 📤 Send to provider
   *[other] 📤 Send to provider { $to }
}
records-name-ask = The record is called “{ $name }” now. Send a new name, up to 60 characters.
records-name-empty = The name is empty. Write at least one word.
records-name-long = The name is long: { $length } characters of { $limit }.
records-text-ask = Write in one message what the voice should read, up to { $limit } characters.
    A plus before a vowel stresses it: <code>зам+ок</code>. A hyphen between words makes a pause.
records-text-empty = There is no text. Write what the voice should read.
records-text-long = The text is long: { $length } characters of { $limit }.
records-no-service = Choose at least one service.
records-services-ask = Where should the record go? Each service keeps its own copy.
records-sent-title = 🎵 <b>{ $name }</b>
records-sent-service = 📡 { $provider }
records-sent-waits = The moderator’s decision will come here. Until then a call with this record will not start.
records-sent-lost = It will not be sent again by itself. If the service shows its records, this one will be found by its name, and you will be told.
records-sent-again = 🔁 Send again
records-sent-list = 🎵 All records

records-stage-sending = Being sent, no answer yet.
records-stage-failed = The service did not accept the record.
records-stage-lost = It is not known whether the service accepted the record: there was no clear answer.
records-stage-waiting = Waiting for a moderator.
records-stage-approved = Ready for calls.
records-stage-refused = Refused by the moderator: calls cannot play it.
records-stage-ready = Accepted, ready for calls.
records-stage-removed = Deleted.
records-stage-none = The service says nothing about moderation.
records-words-moderator = The moderator’s words: “{ $words }”
records-words-service = The service’s words: “{ $words }”

records-news-approved = ✅ The moderator approved the audio record <b>{ $name }</b> ({ $provider }). It is ready for calls.
records-news-refused = ⛔️ The moderator refused the audio record <b>{ $name }</b> ({ $provider }). Calls cannot play it: record it in another way and send it again.
records-news-lost = ❔ The bot was stopped while sending the audio record <b>{ $name }</b> ({ $provider }). It is not known whether the service accepted it; the bot will not send it again. { $listed ->
    [true] Decide in /records what to do.
   *[false] If the call is still needed, record it again.
}
records-news-found = ✅ The audio record <b>{ $name }</b> was found at { $provider }: it had been accepted. { $listed ->
    [true] See its state in /records.
   *[false] Choose it in the options of a call, in the list of records.
}
records-news-silent = ⌛️ The moderator has said nothing for two weeks about the audio record <b>{ $name }</b> ({ $provider }). The bot has stopped asking, the record’s state is unknown. Check the service’s account.

records-list-title = 🎵 <b>Audio records, { $provider }</b>: { $count }
records-list-unlisted = 🔒 <b>Personal records, { $provider }</b>: { $count }
    They are not in the common list: whoever recorded them calls with them.
records-list-found = Search: “{ $search }”
records-list-nothing = Nothing was found for “{ $search }”.
records-list-empty = There are no records yet. Send the bot a voice note or a sound file, or make one from a text.
records-list-own = Only records made by the bot are here: the service does not show its own list.
records-list-silent = The service did not answer now, so only records made by the bot are here.
records-list-before = ◀️
records-list-after = ▶️
records-list-search = 🔎 Find
records-list-everything = ♻️ Show all
records-list-refresh = 🔄 Refresh
records-list-personal = 🔒 Personal
records-list-write = 📝 From a text
records-search-ask = What to look for? Send part of the name.

records-card-length = Length: { $length }
records-card-cost = Price of reading it: { $cost }
records-card-lost = If it is sent again, the service may end up with two of them.
records-card-silent = The moderator has said nothing for over two weeks. The bot has stopped asking, the record’s state is unknown.
records-card-missing = The service no longer shows this record: it may have been deleted in the account.
records-card-author = Added by { $author }, { $moment }
records-card-number = Number at the service: { $number }
records-card-there = At the service it is called “{ $name }”
records-card-menus = { $count ->
    [one] Played by the menu: { $names }
   *[other] Played by { $count } menus: { $names }
}
records-card-calls = { $count ->
    [one] To be played in { $count } planned call.
   *[other] To be played in { $count } planned calls.
}
records-card-unused = Not used by any menu or planned call.
records-card-no-sound = It cannot be played here: only the service has its sound.
records-one-play = 🎧 Listen
records-one-link = 🔗 Open
records-one-call = 📞 Call with this
records-one-again = 🔁 Send again
records-one-rename = ✏️ Name
records-one-remove = 🗑 Delete
records-rename-ask = The record is called “{ $name }” now. Send a new name, up to 60 characters. The service keeps the old one.
records-rename-later = The record can be renamed once it is known whether the service accepted it: until then the bot looks for it by its name.
records-remove-ask = Delete “{ $name }”? The record will disappear both here and at { $provider }. This cannot be undone.
records-remove-ask-here = Remove “{ $name }” from the list? { $provider } has no such record.
records-remove-ask-lost = Remove “{ $name }” from the list? If { $provider } did accept the record, it stays there.
records-remove-used = After that, calls with it will not take place, and the menu will be silent.
records-remove-yes = 🗑 Yes, delete
records-remove-here = 🧹 Remove from this list only
records-remove-later = The record is being sent just now. It can be deleted once the service has answered.
records-gone = This record is gone. Open the list again: /records
records-call-ask = Whom to call with the record “{ $name }”? Send a number or a contact. Several numbers: separated by commas or one per line.
records-call-waiting = ⏳ The moderator has not checked the record yet: the call will not start before that.
records-call-refused = ⛔️ The moderator refused the record: a call with it will not start.
records-play-forbidden = Telegram does not let the bot send you voice messages: your privacy settings forbid them.
records-new-call = 📞 As soon as the service accepts the record, the call’s card will appear: { $phones }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
records-new-unspoken = The text beside the sound or the number is not spoken: the sound itself is played.
records-sent-called = 📞 The card of the call with this record is in the chat.
records-sent-uncalled = 📞 There is no call card yet: the service has not accepted the record.
