callback-draft-title = ☎️ <b>New callback:</b> { $phone }
callback-card-first = First: { $who }, then the client
callback-card-manager = Manager: { $who }
callback-card-when = When: { $time }
callback-card-text = Text to the manager:
callback-card-no-text = Joined at once, nothing is read to the manager.
callback-card-info = More for the manager: { $info }
callback-who-own = your phone { $phone }
callback-who-author = { $author }, { $phone }
callback-who-phone = { $phone }
callback-who-office = { $office ->
    [0] the widget’s first office
   *[other] the widget’s office no. { $office }
}
callback-usage-text = Write the client’s number: <code>/callback +7 999 123-45-67</code>
    Your phone rings first, then the service joins you with the client. After the number you may write what is read to you before you talk.
callback-one-client = A callback joins you with one client, and here are { $count } numbers. Leave one.
callback-bad-office = An office has a number. The widget’s offices are counted from zero: 0 is the first.
callback-info-too-long = It has { $length } characters, { $limit } fit. Write it shorter.
