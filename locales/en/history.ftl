history-list-own = 📋 <b>Your calls</b>
history-list-everybody = 📋 <b>Everybody’s calls</b>
history-list-empty = No calls yet. The first one goes like this: <code>/call +7 999 123-45-67 Your order is ready</code>
history-list-callback = callback
history-list-verification = number verification
history-list-more = { $count ->
    [one] and { $count } more number
   *[other] and { $count } more numbers
}
history-list-planned = 🗓 <b>Planned calls</b>
history-list-newer = Newer
history-list-older = Older
history-list-repeat = Repeat
history-list-filter = 🎚 Filter
history-list-search = 🔎 Find
history-list-everything = ♻️ All
history-list-waiting = 🗓 Planned: { $planned }
history-list-cut = Only some of the calls were searched. Tap “Older” to search further.
history-planned-none = Nothing is planned.

history-day-today = Today
history-day-yesterday = Yesterday

history-filter-shown = Shown: { $words }
history-filter-none = All calls are shown.
history-filter-nothing = There are no such calls. Change the filter or clear it.
history-filter-ask = 🎚 <b>Which calls to show?</b>
history-filter-clear = ♻️ Clear the filter
history-filter-list = list No. { $number }
history-filter-tag = 🏷 { $tag }
history-filter-text = “{ $text }”

history-facet-days = 📅 When
history-facet-outcome = 🏁 Outcome
history-facet-digit = 🔘 Key
history-facet-person_id = 👤 Colleague
history-facet-provider = 📡 Service
history-facet-order_id = 📃 List
history-facet-tag = 🏷 Tag

history-ask-days = 📅 Which days? Tap a button or write: <code>5.11</code> or <code>1.11–15.11</code>
history-ask-outcome = 🏁 How did they end?
history-ask-digit = 🔘 Which key was pressed?
history-ask-person_id = 👤 Whose calls? A call belongs to whoever made it.
history-ask-provider = 📡 Through which service?
history-ask-order_id = 📃 Which list of numbers?
history-ask-tag = 🏷 Which tag? Tap a button or write it.
history-search-ask = 🔎 Send the last digits of a number, four or more, or words from the call’s text.

history-choose-any = Any
history-choose-list = No. { $number } · { $day } · { $count }

history-days-today = today
history-days-yesterday = yesterday
history-days-week = 7 days
history-days-month = 30 days

history-outcome-reached = reached
history-outcome-unreached = not reached
history-outcome-no_answer = no answer
history-outcome-busy = busy
history-outcome-voicemail = voicemail
history-outcome-refused = refused by the service
history-outcome-canceled = cancelled
history-outcome-unknown = outcome unknown
history-outcome-going = still going

history-key-pressed = pressed { $digit }
history-key-stayed = stayed on the line

history-list-export = Download
history-export-ask = 📥 <b>Download the calls as a file</b>
history-export-csv = CSV
history-export-xlsx = XLSX
history-export-going = ⏳ The file is being written, calls in it: { $count }
history-export-done = 📥 Done, calls in the file: { $count }
history-export-broken = The file could not be made. Try again: /export
history-export-anew = ⏳ The bot was restarted. The file is made again.
history-export-rights = The file was not sent: your rights changed while it was made. Ask for it again: /export
history-export-already = A file is being written already, it comes here.

history-column-at = When
history-column-number = Number
history-column-outcome = Outcome
history-column-key = Key
history-column-meaning = What the key means
history-column-answer = Answer in words
history-column-seconds = Talk, s
history-column-price = Price, ₽
history-column-provider = Service
history-column-person = Colleague
history-column-said = Text
history-column-purpose = Why
history-column-tag = Tag
history-column-why = The service’s answer
history-column-attempt = Attempt
history-column-order = List No.
history-column-call = Call No.
