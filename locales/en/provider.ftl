# Why a service did not do what it was asked. The card shows the service’s own words beside this.

provider-refused-key = The service did not accept the API key. An admin should compare it with the one in the service’s account.
provider-refused-money = There is not enough money on the service’s account. Top it up and try again.
provider-refused-phone = The service did not accept the number to call. Check it: it may be mistyped or on the blacklist.
provider-refused-record = The service did not accept the audio record. It may have been deleted: choose another one or send a text.
provider-refused-moderation = The text or record has not passed the service’s moderation. Use an approved record, or ask the service’s manager to lift moderation.
provider-refused-caller-id = Calls cannot be made from this outgoing number. Confirm it in the service’s account, or choose a shared number.
provider-refused-text = The service did not accept the text. Shorten it or put it differently.
provider-refused-rate = The service asks for fewer requests. Wait a minute and try again.
provider-refused-address = The service takes no such request at the address it was sent to. An admin should check the service’s address in the settings.
provider-refused-other = The service refused. If it gave a reason, it is quoted in its own words.
provider-not-offered = This service cannot do that. Choose another one.

provider-bad-order = Something is missing for this call, so it was not sent to the service. Create it again.
provider-bad-menu = The service cannot play this voice menu, so the call was not sent to it. Check the menu in /ivr and create the call again.
provider-bad-address = The service’s address in the settings is wrong, so nothing was sent. An admin should correct it.
provider-unreachable = The service could not be reached, and nothing was sent. Try again in a few minutes.

# The order left us and no clear answer came: nobody knows whether the call was placed.
provider-timeout = The service did not answer in time. Before calling again, look for this call in the service’s account.
provider-cut = The connection broke before the service answered. Before calling again, look for this call in the service’s account.
provider-outage = The service is having trouble: an error came in place of an answer. Before calling again, look for this call in the service’s account.
provider-redirected = The service redirected the request to another address, and the bot did not follow. An admin should check the service’s address in the settings; look for this call in the service’s account.
provider-unreadable = The service’s answer could not be understood. Before calling again, look for this call in the service’s account.
provider-no-id = The service took the request but gave no number for the call. Before calling again, look for this call in the service’s account.

# Something other than a call was sent (a record, a verification, a tag), and no readable answer came.
provider-change-lost = The service gave no clear answer: it is not known whether it did what was asked. Before trying again, look into the service’s account.

# A question (balance, numbers, progress of calls) found no answer, which costs nothing.
provider-read-timeout = The service did not answer in time. Try again in a minute.
provider-read-cut = The connection broke before the service answered. Try again in a minute.
provider-read-outage = The service is having trouble: an error came in place of an answer. Try again in a few minutes.
provider-read-redirected = The service redirected the request to another address, and the bot did not follow. An admin should check the service’s address in the settings.
provider-read-unreadable = The service’s answer could not be understood. If it happens again, tell an admin.
