# The calls of the service’s own account, whoever asked for them.
at-service-title = ☁️ <b>Calls at { $provider }</b>
at-service-what = { $show ->
    [over] completed
    [some] { $end }
   *[all] all
}
at-service-count = { $count ->
    [0] no calls
    [one] { $count } call
   *[other] { $count } calls
}
at-service-recording = 🎧{"\u00A0"}recording
at-service-newest = These are the latest { $count }. To see the others, choose a shorter period.
at-service-period = 🗓 Period: { $period }
at-service-all = All
at-service-over = Completed
at-service-by-end = 🏁 By result
at-service-taps = 📱 Tap2Calls as a file
at-service-taps-found = { $count ->
    [0] Nobody tapped a phone number in this period.
   *[other] The file is on its way
}
at-service-period-ask = Which days to show? Tap a button or write: <code>21.11</code> or <code>21.11–28.11</code>.
at-service-span-today = Today
at-service-span-yesterday = Yesterday
at-service-span-week = 7 days
at-service-span-month = 30 days
at-service-ends-ask = Calls with which result? These are the results of this period.
at-service-dates-unclear = These dates are not clear. Write them like 21.11 or 21.11–28.11.
at-service-dates-long = That is too many days at once: at most { $most }.
