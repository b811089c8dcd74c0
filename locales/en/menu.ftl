# What is wrong with a voice menu or with a menu’s file. Where, the screen says: the texts name the reason only.

menu-gone = This menu no longer exists.
menu-branch-gone = There is nothing here any more: a colleague seems to have removed it.
menu-slot-taken = This place is taken. Choose a free one.
menu-words-full = A menu holds no more than { $limit } spoken answers.
menu-not-ready = The menu “{ $name }” is not ready yet. Open it in /ivr: it says what is missing.

menu-no-name = The menu has no name.
menu-long-name = The name is long: { $length } characters of { $limit }.
menu-odd-characters = The text holds invisible control characters. Type it again.
menu-no-service = The service { $service } is not set up here, or it cannot play menus.
menu-no-greeting = There is no greeting: the person will hear nothing.
menu-no-branches = No key leads anywhere yet.
menu-no-such-slot = A phone has no such key.
menu-digit-twice = This digit is used twice.
menu-slot-twice = The same place in the menu is used twice.
menu-empty-branch = It does nothing: add an action or remove it.
menu-long-text = The text has { $length } characters; the service reads { $limit } at most.
menu-text-not-read = This service does not read texts in a menu’s answers. Choose an audio record.
menu-bad-record = An audio record’s number consists of digits.
menu-record-waiting = Audio record No. { $record } waits for moderation. Until then the call will not start.
menu-record-refused = The moderator refused audio record No. { $record }. Choose another one.
menu-record-removed = Audio record No. { $record } is deleted at the service. Choose another one.
menu-record-unknown = Audio record No. { $record } was not made here. Check that the service has it.
menu-bad-manager = The manager’s number is not written correctly.
menu-long-sms = The text message has { $length } characters; { $limit } fit.
menu-long-tag = The tag has { $length } characters; { $limit } fit.
menu-needs-words = There are no key words: nobody will get here without them.
menu-bad-words = A key word cannot be empty or hold spaces, commas or semicolons.
menu-long-words = The key words have { $length } characters; { $limit } fit.
menu-word-twice = The word “{ $word }” already leads to another place of the menu.
menu-silent-words = Whoever stays on the line says nothing: key words are not needed here.
menu-not-listening = There are key words, but speech recognition is off: the service will not hear them.
menu-no-recognition = This service does not recognise speech.
menu-bad-webhook = An address starts with http:// or https:// and holds no spaces, name or password.
menu-private-webhook = This address cannot be seen from the internet: the service will not reach it.
menu-long-webhook = The address has { $length } characters; { $limit } fit.
menu-bad-parameter = “{ $name }”: a parameter is written as name = value. The name holds Latin letters, digits, dots, hyphens and underscores.
menu-parameter-twice = The parameter “{ $name }” is given twice.
menu-reserved-parameter = The name “{ $name }” is taken: the service itself reports the answer under it.
menu-long-parameters = The parameters have { $length } characters; { $limit } fit.
menu-unused-parameters = There are parameters but no address: there is nowhere to send them.

menu-file-large = The file is too large: a menu fits into { $limit }{"\u00A0"}KB.
menu-file-not-text = This is not a menu file: a …zvonar.json in UTF-8 is needed.
menu-file-not-json = The file has a mistake: line { $line }, position { $column }.
menu-file-other = This is not a menu file: a …zvonar.json is needed.
menu-file-version = The file’s version is { $version }, the bot understands version { $known }. Export the menu again.
menu-file-twice = The file has “{ $name }” twice. Keep one of them.
menu-file-unknown = The file has “{ $path }”, and a menu has no such field. Check the spelling.
menu-file-type = “{ $path }” in the file is wrong: { $wanted ->
    [text] it must be a text in quotes
    [flag] it must be true or false
    [list] it must be a list in square brackets
   *[object] it must be fields in curly brackets
}.
menu-file-choice = “{ $path }” in the file is wrong: it can be { $choices }.
menu-file-value = “{ $path }” in the file is wrong: there is no such value.
menu-file-long = “{ $path }” in the file is wrong: it has { $length } characters; { $limit } fit.
menu-file-two-sayings = “{ $path }” in the file is wrong: a text and an audio record at once. Keep one of them.
menu-file-odd-characters = “{ $path }” in the file is wrong: it holds control characters.
menu-file-word-twice = “{ $path }” in the file is wrong: the word “{ $word }” already leads to another place of the menu.
menu-file-which-service = The menu was made for the service “{ $service }”, which is not here. Choose a service, then its audio records again.
menu-file-twin = The menu “{ $name }” already exists.
