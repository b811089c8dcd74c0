# Figures: how many calls were made, how they ended and what they cost.
stats-title = 📊 <b>{ $range }</b>
stats-title-compare = 📡 <b>Services compared</b> · { $range }
stats-range-today = Today, { $days }
stats-range-week = Week, { $days }
stats-range-month = Month, { $days }
stats-range-own = { $days }
stats-whose-own = Your calls
stats-whose-everybody = Everybody’s calls
stats-whose-list = list No. { $number }
stats-empty = There were no calls in this period. Choose another one.
stats-empty-narrowed = There were no such calls in this period. Choose another one, or tap “More” and clear the selection.

stats-line-placed = Calls: <b>{ $count }</b>
stats-line-reached = Reached: <b>{ $count }</b>{ $share }
stats-line-rest = The others: { $rest }
stats-line-talk = Talks: <b>{ $time }</b>
stats-line-spent = Spent: <b>{ $sum }</b>
stats-line-price = Price per person reached: <b>{ $sum }</b>
stats-line-keys = Answers: { $keys }
stats-line-hours = Answered most: { $hours }
stats-line-before = Compared with { $days }: { $changes }
stats-line-ring = first ring after { $seconds }{"\u00A0"}s
stats-talk-time = { $hours ->
    [0] { $minutes }{"\u00A0"}min
   *[other] { $hours }{"\u00A0"}h { $minutes }{"\u00A0"}min
}
stats-talk-seconds = { $seconds }{"\u00A0"}s
stats-percent = { $count }%
stats-points = { $sign }{ $count } pp
stats-change-calls = calls { $change }
stats-change-reached = reached { $change }
stats-change-spent = spent { $change }
stats-key-pressed = pressed { $digit } — { $count }
stats-key-meaning = pressed { $digit } ({ $meaning }) — { $count }
stats-key-stayed = stayed on the line — { $count }
stats-row-figures = { $count } · { $share }
stats-provider-line = <b>{ $provider }</b>: { $facts }
stats-provider-calls = { $count ->
    [one] { $count } call
   *[other] { $count } calls
}
stats-provider-share = reached { $share }
stats-provider-price = { $sum } per person reached

stats-picture-calls = Calls
stats-picture-share = Reached
stats-picture-spent = Spent
stats-picture-price = Per person reached
stats-picture-by-day = By day
stats-picture-by-hour = By hour
stats-picture-rest = the others
stats-picture-outcomes = Results
stats-picture-keys = Answers
stats-picture-people = People
stats-picture-providers = Services
stats-picture-ring = To the first ring
stats-picture-seconds = { $seconds }{"\u00A0"}s
stats-picture-key = key { $digit }
stats-picture-stayed = stayed on the line

stats-button-today = Today
stats-button-week = Week
stats-button-month = Month
stats-button-compare = Compare providers
stats-button-more = ⋯ More
stats-button-days = 📅 Other days
stats-button-person = 👤 Person
stats-button-provider = 📡 Service
stats-button-list = 📃 List
stats-button-dark = 🌙 Dark picture
stats-button-light = ☀️ Light picture
stats-button-clear = ♻️ Clear selection
stats-button-all = All
stats-more-ask = ⚙️ <b>What should be counted?</b>
stats-ask-days = 📅 Which days? Write, for instance, <code>21.11</code> or <code>1.11–15.11</code>, { $most } days at most.
stats-ask-person = 👤 Whose calls? A call belongs to whoever made it.
stats-ask-provider = 📡 Through which service?
stats-ask-list = 📃 Which list of numbers? These are the largest of the period.
stats-ask-no-list = 📃 There were no lists in this period. Choose another one.
stats-choose-list = No. { $number } · { $day } · { $count }
