# /emulator: a request to a service, made by hand. It goes nowhere by itself.

emulator-services-ask = 🧪 <b>Request emulator</b>
    Make a request to a service and see it as it would be sent. Nothing leaves until you press “Send to provider”.
    Which service?
emulator-services-none = 🧪 <b>Request emulator</b>
    No service is connected: an administrator has to add the keys to the settings.
emulator-services-private = The emulator works in a private chat with the bot: requests and answers show clients’ numbers.
emulator-operations-ask = 🧪 <b>{ $service }</b>
    API key: <code>{ $secret }</code>. The API cannot change it, only the service’s cabinet can.
    What should it do?
emulator-operations-name = { $places ->
    [true] 📞 <b>{ $name }</b>
   *[false] <b>{ $name }</b>
}
emulator-form-title = 🧪 <b>{ $service } · { $operation }</b>
emulator-form-places = 📞 Sending such a request places a real call.
emulator-form-required = <b>Required fields</b>
emulator-form-optional = <b>Other fields</b>
emulator-form-nothing = Nothing to fill in: this request has no fields.
emulator-form-problem = ⚠️ { $problem }
emulator-form-inside = ⚠️ There are mistakes inside: open the field
emulator-form-absent = Not available through the API: { $options }.
emulator-form-key = API key: <code>{ $secret }</code>. The API cannot change it, only the service’s cabinet can.
emulator-form-file = { $name }, { $size } KB
emulator-form-show = 🧾 Show request
emulator-form-used = ↩️ Last values
emulator-form-clear = 🧹 Clear
emulator-form-remove = 🗑 Remove this item
emulator-items-ask = Add an item, or open the one to change.
emulator-items-plain = Send one or several values, separated by commas or each on its own line. Pressing a value removes it.
emulator-items-add = ➕ Add
emulator-items-clear = 🧹 Remove all

emulator-ask-text = Send the text as a message. If no message holds it, send it as a .txt file.
emulator-ask-integer = Send a whole number.
emulator-ask-decimal = Send a number, such as 17.25.
emulator-ask-flag = Choose.
emulator-ask-choice = Choose.
emulator-ask-phone = Send a phone number, written in any usual way.
emulator-ask-time = Send a date, or a date and a time. Where the service counts in seconds, “25.11.2026 14:30” will do too.
emulator-ask-file = Send a file as a document, or record a voice message. The file goes as it is, up to 20 MB; it is /records that makes it fit for a telephone line.
emulator-value-limits = Allowed: { $limits }
emulator-value-spoken = A plus before a vowel stresses it: <code>зам+ок</code>. A hyphen between words makes a pause.
emulator-value-secret = This value is secret: the bot neither shows nor remembers it.
emulator-value-now = Now: <code>{ $value }</code>
emulator-value-yes = Yes (1)
emulator-value-no = No (0)
emulator-value-clear = 🧹 Remove the value

emulator-ready-curl = 📋 As a curl line
emulator-ready-send = 📤 Send to provider
emulator-ready-edit = ✏️ Change
emulator-ready-places = 📞 Sending it places a real call: it costs money, and a person’s phone rings. The bot does not follow such calls, nor check what time it is for the callee.
emulator-ready-admins = Only administrators send requests.
emulator-ready-lost = ❔ Your last request of this operation has left, and the bot never saw its answer. Before sending another, look in the service’s cabinet what became of it.
emulator-confirm-ask = 📞 <b>This is a real call.</b> { $service } will dial the number and charge for it. Send it?

emulator-answer-sending = ⏳ Sending, and waiting for the answer.
emulator-answer-status = Answer: HTTP { $status }
emulator-answer-empty = The answer’s body is empty.
emulator-answer-file = This is how the answer begins; all of it is in the file.
emulator-answer-lost = ❔ The request has left, and its answer was not kept: the bot was stopped before. The service’s cabinet shows what became of it.
emulator-answer-again = This request was sent already; it is not sent twice.
emulator-answer-other = 🧪 Another request

emulator-late = The tap came too late, so nothing was sent. Tap again if the request is still needed.
emulator-gone = This is no longer there. Open /emulator anew.
emulator-too-much = These are more values than the bot can hold. Remove some.
emulator-no-text = A text is needed: as a message, or as a .txt file in UTF-8.
emulator-no-file = A file is needed: a document, an audio or a voice message.
emulator-file-large = The file is too large: Telegram gives bots files of up to { $limit } MB.

emulator-absent-voicemail_filter = answering-machine filter
emulator-absent-silence_detection = automatic detection of silence
emulator-absent-manager_caller_id = one’s own outgoing number for the manager’s leg
emulator-absent-interruption = detection of the robot being interrupted
emulator-absent-menu_tags = tags on menu blocks

emulator-limit-plain = { $range }
emulator-limit-characters = characters: { $range }
emulator-limit-items = items: { $range }
emulator-limit-seconds = UNIX seconds
emulator-limit-gender = 0 female, 1 male
emulator-limit-json = a JSON object
emulator-limit-words = words separated by spaces
emulator-limit-language = as in ru-RU
emulator-limit-phone = 7XXXXXXXXXX, 11 digits
emulator-limit-manager = a phone, phone^extension or an office’s number from 0
emulator-limit-hours = 09001800, or seven of them
emulator-limit-letters = letters and digits
emulator-limit-hash = 32 hexadecimal digits
emulator-limit-extension = up to 10 digits
emulator-limit-minute = 2026-11-25 14:30
emulator-limit-date_or_digits = a date (2026-11-25 or 25.11.2026) or digits
emulator-limit-call_id = the service’s id of the call

emulator-problem-required = Fill in this field
emulator-problem-too_long = Too long: at most { $what } characters
emulator-problem-too_short = Too short: at least { $what } characters
emulator-problem-too_few = There must be at least this many items: { $what }
emulator-problem-too_many = There may be at most this many items: { $what }
emulator-problem-at_most = At most { $what }
emulator-problem-at_least = At least { $what }
emulator-problem-below = It must be a number below { $what }
emulator-problem-above = It must be a number above { $what }
emulator-problem-integer = It must be a whole number
emulator-problem-number = It must be a number
emulator-problem-places = At most this many decimal places: { $what }
emulator-problem-flag = It must be yes or no
emulator-problem-nested = Fill in the fields inside
emulator-problem-one_of = It can only be: { $what }
emulator-problem-shape = It is not written the way the service expects
emulator-problem-extra = The service has no such field
emulator-problem-exactly_one = Fill in exactly one of: { $what }
emulator-problem-either = One of these two is needed: { $what } or { $other }
emulator-problem-source = The source is { $what }, but that field is empty
emulator-problem-twice = Digit { $what } stands in two items
emulator-problem-two_silent = Two items have neither a digit nor key words; only one may be so
emulator-problem-example = Write it like this: { $what }
emulator-problem-hours = It takes 8 digits, such as { $what }, or 56: eight for each day from Monday
emulator-problem-closes = { $what }: it must open before it closes; a day off is 00000000
emulator-problem-clock = { $what } is no time of day
emulator-problem-date_or_digits = It must be a date or digits
emulator-problem-phone = It must be a number of 11 digits without an extension
emulator-problem-extension = What follows ^ is an extension of up to 10 digits
emulator-problem-email = It must be an e-mail address
emulator-problem-address = An address starts with http:// or https:// and holds no spaces
emulator-problem-json = It must be a JSON object as a string, such as { $what }
emulator-problem-moment = It must be a date and a time: 25.11.2026 14:30
emulator-problem-order = The beginning must be before the end
emulator-problem-own_message = A subscriber’s own text works only where the settings have a text too
emulator-problem-other = The service will not take this: { $what }

emulator-does-cd1 = place a call with a text or a record, a menu and a webhook
emulator-does-cd2 = learn what became of calls
emulator-does-cd3 = create a record from a text or a file
emulator-does-cd4 = remove records
emulator-does-cd5 = learn the account’s number and balance
emulator-does-cd6 = learn which numbers can be called from
emulator-does-cd7 = learn which languages the robot speaks
emulator-does-cd8 = verify a client’s number: their phone will ring
emulator-does-cdx1 = list the records (no document names this request)
emulator-does-cdx2 = cancel planned calls (no document names this request)
emulator-does-po1 = place a call with a text or a record, a menu and a webhook
emulator-does-po2 = learn what became of calls; of all of them when none is named
emulator-does-po3 = create a record from a text or a file
emulator-does-po4 = remove one record
emulator-does-po5 = learn the account’s number and balance
emulator-does-pox1 = list the records (no document names this request)
emulator-does-pox2 = cancel planned calls (no document names this request)
emulator-does-ck1 = place callbacks: the manager first, then the client
emulator-does-ck2 = place one callback, all fields in a row
emulator-does-ck3 = learn everything about one call
emulator-does-ck4 = get the calls of a period
emulator-does-ck5 = get the completed calls of a period
emulator-does-ck6 = get the calls of a period that have certain statuses
emulator-does-ck7 = learn what the account has: what is left, widgets
emulator-does-ck8 = create a widget
emulator-does-ck9 = delete a widget
emulator-does-ck10 = get the Tap2Calls of a period
emulator-does-ck11 = put a tag on a call
emulator-does-ck12 = get the service’s documentation
emulator-does-mg1 = call a list: with a text, a phrase or a script
emulator-does-mg2 = learn what became of a mailing
emulator-does-mg3 = learn the balance
emulator-does-mg4 = list the scripts
emulator-does-mg5 = list the phrases
emulator-does-mg6 = learn which numbers can be called from
emulator-does-mg7 = get a client’s templates
emulator-does-mg8 = create or change a client’s templates
