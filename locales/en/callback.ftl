callback-draft-title = ☎️ <b>New callback:</b> { $phone }
callback-card-first = First: { $who }, then the client
callback-card-manager = Manager: { $who }
callback-card-when = When: { $time }
callback-card-text = Text for the manager:
callback-card-no-text = Connected at once, nothing is read to the manager.
callback-card-info = Also for the manager: { $info }
callback-who-own = your phone { $phone }
callback-who-author = { $author }, { $phone }
callback-who-phone = { $phone }
callback-who-office = { $office ->
    [0] the widget’s first office
   *[other] the widget’s office no. { $office }
}
callback-usage-text = Write the client’s number: <code>/callback +7 999 123-45-67</code>
    Your phone rings first, then the service connects you with the client. After the number you can write what will be read to you before you talk.
callback-one-client = A callback connects you with one client, and there are { $count } numbers here. Leave one.
callback-bad-office = An office has a number. The widget’s offices are counted from zero: 0 is the first.
callback-info-too-long = Too long: { $length } characters instead of { $limit }. Write it shorter.
callback-card-redials = If nobody answers, the service redials by itself after { $minutes }{"\u00A0"}min
callback-card-extra = { $name }: { $value }
callback-extra-site = Site
callback-extra-office_name = Office
callback-extra-client_email = Client’s e-mail
callback-extra-notification = Result by e-mail
callback-extra-record_to_manager = Sound before talk
callback-extra-record_to_await = Waiting sound
callback-extra-utm = Ad marks
callback-extra-too-long = Too long: { $length } characters instead of { $limit }. Write it shorter.
callback-extra-bad-email = This does not look like an e-mail address. Example: name@example.com
callback-extra-bad-marks = There are no marks of an advertisement here. Example: utm_source=google, utm_campaign=winter
callback-extra-bad-address = A link to the sound is needed. It begins with https://
callback-redials-unclear = Write minutes separated by commas, such as 5, 10, 15.
callback-redials-bounds = Up to { $most } redials are possible, with 1 to { $longest } minutes between attempts.
callback-redials-and-await = CallKeeper does not take a waiting sound together with redials. Leave one of them.
