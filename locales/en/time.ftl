time-not-understood = This time is not clear. Write, for example: 18:30, tomorrow 10:00 or 21.11 18:30.
time-passed = This time has already passed. Choose another one.
time-too-far = This is too far: a call can be planned up to { $days } days ahead.
time-left-out = There is no such time on that day: the clocks go forward. Choose another one.
time-hour-or-minutes = Does “{ $count }” mean { $clock } or in { $count } minutes? Write “{ $clock }” or “{ $count } min”.
