history-list-own = <b>Your calls</b>
history-list-everybody = <b>Everybody’s calls</b>
history-list-empty = No calls yet. The first one goes like this: <code>/call +7 999 123-45-67 Your order is ready</code>
history-list-callback = callback
history-list-verification = number verification
history-list-more = { $count ->
    [one] and { $count } more number
   *[other] and { $count } more numbers
}
history-list-planned = <b>Planned calls</b>
