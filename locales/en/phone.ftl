phone-missing = I see no number.
phone-not-a-number = “{ $written }” does not look like a phone number.
phone-too-short = The number “{ $written }” is short of digits: { $digits } of { $expected }.
phone-too-long = The number “{ $written }” has too many digits: { $digits } instead of { $expected }.
phone-other-country = “{ $written }”: the services call numbers that start with +7 only.
phone-no-such-code = “{ $written }”: there is no such code or number. Check the first digits.
phone-bad-extension = “{ $written }”: an extension is made of digits, ten at most.
