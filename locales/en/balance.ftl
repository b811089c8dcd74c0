balance-list-title = 💰 <b>Balance</b> at { $time }
balance-list-amount = { $provider }: { $amount }
balance-list-scarce = ⚠️ <b>{ $provider }: { $amount }</b> — time to top up
balance-list-silent = { $provider }: could not get the balance.
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
status-text-polled = Services last asked { $seconds }{"\u00A0"}s ago
status-text-unpolled = Services have not been asked yet
status-text-outbox = { $count ->
    [0] No notices are waiting
    [one] { $count } notice is waiting to be sent, for { $minutes }{"\u00A0"}min
   *[other] { $count } notices are waiting to be sent, the oldest for { $minutes }{"\u00A0"}min
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
status-kind-record = news about a record
status-kind-access_granted = access granted
status-kind-access_denied = access denied
status-kind-role_changed = change of role
status-kind-summary = summary
status-kind-subscriptions_lost = end of a group’s subscriptions
status-kind-card_moved = moved card
status-why-deaf = the bot is blocked
status-why-refused = Telegram refused it
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
balance-notice-low = ⚠️ { $provider }: { $amount } left, less than { $limit }. Top up to keep calls going.
balance-notice-low-minutes = ⚠️ { $provider }: minutes left on the account: { $amount }, less than { $limit }. Top up to keep calls going.
status-text-problems = { $count ->
    [one] { $count } message from the services was not understood
   *[other] { $count } messages from the services were not understood
}
status-press-replayed = { $count ->
    [one] Applying { $count } message again
   *[other] Applying { $count } messages again
}
