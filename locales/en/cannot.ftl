# What a service cannot do: the bot’s answer when somebody asks all the same.

cannot-voice_call = { $provider } reads no texts aloud, it joins a manager with a client. Choose another service.
cannot-callback = { $provider } does not join a manager with a client. Choose another service.
cannot-caller_ids = { $provider } lets nobody choose the number to call from: it is set in the service’s cabinet.
cannot-duty_number = { $provider } has no duty numbers. Choose one of your own.
cannot-languages = { $provider } lets nobody choose a language.
cannot-voices = { $provider } lets nobody choose a voice.
cannot-recording = { $provider } does not record conversations on request.
cannot-records = { $provider } takes no numbers of saved records.
cannot-phrases = { $provider } has no saved phrases.
cannot-scripts = { $provider } has no scripts.
cannot-tags = { $provider } keeps no tags of calls.
cannot-menus = { $provider } has no phone menus.
cannot-attempts = { $provider } does not redial by itself.
cannot-repeats = { $provider } does not repeat what is said.
