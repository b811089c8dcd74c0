# What a service cannot do: the bot’s answer when somebody asks all the same.

cannot-voice_call = { $provider } does not read texts aloud: it connects a manager with a client. Choose another service.
cannot-callback = { $provider } does not connect a manager with a client. Choose another service.
cannot-caller_ids = { $provider } does not let you choose the number to call from: it is set in your account at the service.
cannot-own_number = { $provider } does not let you choose the number to call from: it is set in your account at the service.
cannot-duty_number = { $provider } has no shared numbers. Choose one of your own.
cannot-languages = { $provider } does not let you choose a language.
cannot-voices = { $provider } does not let you choose a voice.
cannot-recording = { $provider } does not record conversations on request.
cannot-records = { $provider } does not take audio records.
cannot-phrases = { $provider } has no saved phrases.
cannot-scripts = { $provider } has no scripts.
cannot-tags = { $provider } does not keep call tags.
cannot-menus = { $provider } has no voice menus.
cannot-attempts = { $provider } does not redial by itself.
cannot-repeats = { $provider } does not repeat what is said.
