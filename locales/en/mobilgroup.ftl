# Why Mobilgroup refused. The key, money and a wrong number to call are explained in provider.ftl.

mobilgroup-login-refused = Mobilgroup did not accept the login or the password. An admin should compare them with those given at registration.
mobilgroup-user-disabled = The account at Mobilgroup is blocked. An admin should contact the service’s support.
mobilgroup-bad-number = Mobilgroup does not call from this outgoing number, or none is chosen. It must be one of the numbers in the service’s account.
mobilgroup-no-message = The request has no text, phrase or script. Say what the callee will hear.
mobilgroup-no-subscribers = The request has no numbers to call. Give at least one.
mobilgroup-no-speech = Mobilgroup could not read the text aloud. Remove unusual signs or put it differently.
mobilgroup-no-audio = Mobilgroup did not find the audio file. The phrase or script may have been deleted: choose another one or send a text.
mobilgroup-message-too-long = The text is longer than Mobilgroup takes. Shorten it to 5000 characters.
mobilgroup-unknown-request = Mobilgroup did not understand the request. An admin should check the service’s address in the settings.
mobilgroup-send-not-found = Mobilgroup has no mailing with this number. Check the number.
mobilgroup-account-empty = No client is named for these templates. Enter the client’s number from your CRM.
mobilgroup-name-empty = The template has no name. Enter one.
mobilgroup-message-empty = The template has no text. Enter it.
mobilgroup-template-not-found = Mobilgroup has no such template: it may have been deleted. Refresh the list of templates, or save this one as new.
mobilgroup-other-currency = The account at Mobilgroup is not kept in roubles, so the balance is shown in the service’s own words.
