# /notify: what is told, where and when.

notify-text-title = 🔔 <b>{ $group ->
    [true] What this group is told
   *[false] What you are told
}</b>
notify-text-none = 🔔 { $group ->
    [true] This group has no subscriptions: only the results of calls whose cards are here are told.
   *[false] No subscriptions: only the results of your own calls are told, under their cards.
}
notify-text-line = { $at }. { $line } · last week { $count ->
    [0] nothing
    [one] { $count } notice
   *[other] { $count } notices
}
notify-text-quiet = 🌙 Quiet hours: { $hours }. What happens meanwhile comes in one message after them.
notify-text-muted = 🔕 Quiet until { $time }. One message about everything comes after that.
notify-text-remove = Which subscription is not needed any more?
notify-all-subscribe = 🔔 Subscribe
notify-all-unsubscribe = 🔕 Unsubscribe
notify-all-quiet = 🌙 Quiet hours
notify-all-unmute = 🔔 Tell again
notify-topic = { $topic ->
    [records] Records in moderation
    [balance] Low on money or minutes
   *[providers] A service does not answer, or works again
}
notify-whose = { $whose ->
    [mine] My calls
   *[everybody] All calls
}
notify-whose-chosen = Colleagues’ calls ({ $names }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
})
notify-whose-list = List No. { $number }, until it is over
notify-line-keys = keys: { $keys }
notify-line-tags = tags: { $tags }
notify-end = { $end ->
    [completed] reached
    [no_answer] no answer
    [busy] busy
    [voicemail] voicemail
    [failed] not reached
    [canceled] cancelled
    [rejected] refused
    [unknown] unknown
   *[expired] never told
}
notify-key-stayed = stayed
notify-when = { $rhythm ->
    [at_once] at once
    [daily] every day at { $time }
   *[weekly] weekly: { $day } at { $time }
}
notify-when-hours = { $hours ->
    [one] every hour
   *[other] every { $hours } hours
}
notify-zone = { $zone }
notify-what-ask = What should be told?
notify-what = { $what ->
    [everybody] All calls
    [mine] My calls
    [chosen] Colleagues’ calls
    [list] One list
    [records] Moderation of records
    [balance] Low on money or minutes
   *[providers] A service is out
}
notify-lists-ask = Which list? The subscription ends by itself when the list is over.
notify-lists-none = No list is being called now. A list is a call to several numbers.
notify-list-over = This list is over. Its results are in /calls.
notify-list-ended = 🔕 The list is over, and so is the subscription to it.
notify-press-list = Subscribed. When the list is over, its result comes to your private chat with the bot.
notify-people-ask = Whose calls? Mark colleagues.
notify-people-done = ✅ Done
notify-one-text = New subscription:
    <b>{ $line }</b>
notify-one-subscribe = ✅ Subscribe
notify-one-when = 🕒 When
notify-one-ends = 🏁 Results
notify-one-keys = 🔘 Keys
notify-one-tags = 🏷 Tags
notify-ends-ask = Which results should be told? If none is marked, all of them.
notify-keys-ask = What is the callee to press? With nothing marked, the key does not matter.
notify-tags-ask = Which tag is it to be? Tags are set on the answers of a voice menu and on the cards of calls. Choose, or send one or several separated by commas.
notify-tags-wrong = Up to { $most } tags fit, each of up to { $longest } characters.
notify-when-ask = Now: { $when }. When should it be told? Send another time as a message, such as 18:30.
notify-quiet-ask = 🌙 Quiet hours: { $hours ->
    [none] none
   *[other] { $hours }
}. They go by the time of { $zone }.
    Send other hours as a message, such as 22:30-7:00.
notify-quiet-never = None
notify-quiet-zone = 🌍 Time zone
notify-quiet-endless = Quiet hours begin and end at the same time. Send different ones.
notify-zone-ask = Which city’s time?
notify-press-muted = Quiet until { $time }. One message about everything comes after that.
notify-press-subscribed = Done
notify-press-unsubscribed = No longer told
notify-too-many = There are already { $limit } subscriptions here, no more fit. Remove one first.
notify-gone = This subscription is already gone.
notify-group-managers = Managers and admins choose what a group is told. Choose your own in private: /notify.
notify-summary-title = 📋 <b>{ $count ->
    [0] Summary
    [one] { $count } call
   *[other] { $count } calls
}</b> since { $since }
notify-summary-keys = Pressed: { $keys }
notify-summary-more = { $count ->
    [one] And { $count } more notice
   *[other] And { $count } more notices
}
notify-digest-title = 📊 <b>{ $line }</b>
notify-digest-beside = Not counted here: calls cancelled before they began, placed for a colleague, or begun earlier, if their result or answer came only now:
notify-digest-gone = This digest is gone. Find its calls in /calls.
notify-summary-open = Open the calls
notify-summary-open-one = Calls of digest { $number }
notify-summary-open-days = Calls of { $days }
notify-lost-text = 🔕 The bot can no longer write in a group, so its subscriptions ended: { $count }. When the bot is back in the group, subscribe it again: /notify.
