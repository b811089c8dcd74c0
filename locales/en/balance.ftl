balance-list-title = 💰 <b>Balance</b> at { $time }
balance-list-amount = { $provider }: { $amount }
balance-list-scarce = ⚠️ <b>{ $provider }: { $amount }</b> — time to top up
balance-list-silent = { $provider }: could not be found out.
balance-press-fresh = Refreshed
status-text-title = 🔔 <b>Zvonar { $version }</b>
status-text-uptime = { $hours ->
    [0] Running for { $minutes }{"\u00A0"}min
   *[other] Running for { $hours }{"\u00A0"}h { $minutes }{"\u00A0"}min
}
status-text-open = { $count ->
    [0] No calls under way
    [one] { $count } call under way ({ $where })
   *[other] { $count } calls under way ({ $where })
}
status-text-polled = Services asked { $seconds } s ago
status-text-unpolled = Services not asked yet
status-text-outbox = { $count ->
    [0] No notices are waiting
    [one] { $count } notice waits to be sent, for { $minutes } min
   *[other] { $count } notices wait to be sent, the oldest for { $minutes } min
}
status-text-lost = { $count ->
    [one] 📭 { $count } notice reached nobody:
   *[other] 📭 { $count } notices reached nobody:
}
status-lost-line = • { $time } — { $whom }: { $kind } ({ $why })
status-lost-group = a group
status-lost-person = a colleague
status-kind-result = result of a call
status-kind-answer = what was pressed
status-kind-low_balance = low balance
status-kind-record = news of a record
status-kind-access_granted = access granted
status-kind-access_denied = access denied
status-kind-role_changed = change of role
status-kind-summary = summary
status-kind-subscriptions_lost = end of a group’s subscriptions
status-kind-card_moved = moved card
status-why-deaf = the bot is blocked
status-why-refused = Telegram did not take it
status-why-shut = the group is closed
status-press-again = { $count ->
    [0] Nothing is left to send
    [one] Sending { $count } notice again
   *[other] Sending { $count } notices again
}
balance-list-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
balance-notice-low = ⚠️ { $provider }: { $amount } left, less than { $limit }. Top up so that calls go on.
balance-notice-low-minutes = ⚠️ { $provider }: minutes left on the account: { $amount }, which is less than { $limit }. Top it up so that calls go on.
status-text-problems = { $count ->
    [one] { $count } message of the services was not understood
   *[other] { $count } messages of the services were not understood
}
status-press-replayed = { $count ->
    [one] Applying { $count } message again
   *[other] Applying { $count } messages again
}
