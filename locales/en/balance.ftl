balance-list-title = 💰 <b>Balance</b> at { $time }
balance-list-amount = { $provider }: { $amount }
balance-list-scarce = ⚠️ <b>{ $provider }: { $amount }</b> — low, time to top up
balance-list-silent = { $provider }: could not be found out.
balance-press-fresh = Refreshed
status-text-title = 🔔 <b>Zvonar { $version }</b>
status-text-uptime = { $hours ->
    [0] Running for { $minutes }{"\u00A0"}min
   *[other] Running for { $hours }{"\u00A0"}h { $minutes }{"\u00A0"}min
}
status-text-open = { $count ->
    [0] No calls under way
    [one] { $count } call under way
   *[other] { $count } calls under way
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
