# “Details”: what the service told of a call beyond its card. The same thing has the same name for every service.

details-title = ℹ️ <b>Details</b> · { $phone }
details-title-of = ℹ️ <b>Details</b> · { $phone } · { $number } of { $count }
details-no-call = The service knows nothing about this call yet.
details-none = { $provider } has added nothing to this yet.

details-about-number = Number at the service: <code>{ $value }</code>
details-about-explained = The service explains: { $value }
details-about-manager_leg = Calling the manager: { $value }
details-about-client_leg = Calling the client: { $value }
details-about-cause = Why it ended: { $value }
details-about-expected = Expected price: { $value }
details-about-sound = The message lasts { $value }
details-about-dialled = Dialling began: { $value }
details-about-answered = Answered: { $value }
details-about-ended = The call ended: { $value }
details-about-lasted = Length: { $value }
details-about-talked = Talk with the client: { $value }
details-about-billed = Charged for: { $value }
details-about-attempt = Attempt number: { $value }
details-about-attempts = Attempts made: { $value }
details-about-connected = How they were connected: { $value }
details-about-answers = Answers, first to last: { $value }
details-about-heard = Times the manager heard the text: { $value }
details-about-recognised = Attempts to recognise speech: { $value }
details-about-passed_to = Transferred to { $value }
details-about-passed_state = Transfer: { $value }
details-about-passed_dialled = Dialling the manager began: { $value }
details-about-passed_answered = The manager answered: { $value }
details-about-passed_lasted = Talk after the transfer: { $value }
details-about-passed_price = Price of the transfer: { $value }
details-about-sms_state = SMS: { $value }
details-about-sms_sent = SMS sent: { $value }
details-about-sms_parts = Parts of the SMS: { $value }
details-about-sms_price = Price of the SMS: { $value }
details-about-sms_text = Text of the SMS: “{ $value }”
details-about-blocked = The service’s blacklist: { $value }
details-about-tags = Tags: { $value }
details-about-source = Source: { $value }
details-about-first_source = Source of the first visit: { $value }
details-about-visit = The client’s visit number: { $value }
details-about-pages = Pages seen before the call: { $value }
details-about-page = Page: { $value }
details-about-site = Site: { $value }
details-about-place = Where the client is: { $value }
details-about-address = The client’s IP: { $value }
details-about-browser = The client’s browser: { $value }
details-about-analytics = Google Analytics: { $value }

details-minutes = { $count }{"\u00A0"}min
details-with-code = { $words } (code { $code })
details-blocked = the number is on it

# The other side: the manager whom the call was passed to.
details-leg-placed = not dialled yet
details-leg-ringing = ringing
details-leg-talking = talking
details-leg-completed = talked
details-leg-no_answer = no answer
details-leg-busy = busy

details-sms-delivered = delivered

# a_type of CallKeeper: how its robot connected the two.
details-connection-1 = without SmartCall
details-connection-2 = SmartCall, analogue tone dialling
details-connection-3 = SmartCall, digital tone dialling
details-connection-4 = SmartCall by voice
details-connection-5 = by itself, after the text for the manager

# Codes of Q.850.
details-cause-1 = there is no such number
details-cause-2 = no route to that network
details-cause-3 = no route to the callee
details-cause-6 = the channel is not acceptable
details-cause-16 = normal ending
details-cause-17 = the callee is busy
details-cause-18 = the callee’s phone did not respond
details-cause-19 = the callee did not answer
details-cause-20 = the callee is out of coverage
details-cause-21 = the call was declined
details-cause-22 = the callee’s number has changed
details-cause-26 = the call went another way
details-cause-27 = the callee’s phone does not work
details-cause-28 = the number is incomplete or wrong
details-cause-29 = the network refused the service
details-cause-31 = normal ending, no more is said
details-cause-34 = no free lines
details-cause-38 = network failure
details-cause-41 = temporary network failure
details-cause-42 = the exchange is congested
details-cause-44 = the requested line is not available
details-cause-47 = the network lacks resources
details-cause-50 = the service is not subscribed to
details-cause-52 = outgoing calls are barred
details-cause-54 = incoming calls are barred
details-cause-57 = not authorised for such a connection
details-cause-58 = such a connection is not available now
details-cause-63 = the service is not available
details-cause-65 = such a connection is not supported
details-cause-66 = such a channel is not supported
details-cause-69 = the service is not supported
details-cause-79 = the service is not supported, nothing more is said
details-cause-88 = the phones are incompatible
details-cause-95 = the network received a faulty request
details-cause-102 = timed out
details-cause-111 = a protocol error
details-cause-127 = the reason is not given

# A call’s story.
details-author = 👤 Made by { $who }
details-provider = Service: { $provider }
details-answer = Answer: { $answer }
details-price = Price: { $price }
details-attempt = Attempt { $number }, { $provider }: { $state }
details-raw = The service’s report as received
details-deed-place = 👆 “Call now”: { $who }
details-deed-place_missed = 👆 “Call now”, after its time: { $who }
details-deed-withdraw = 👆 “Cancel”: { $who }
details-deed-change_planned = 👆 “Change”: { $who }
details-deed-place_again = 👆 “Place again”: { $who }
details-deed-confirm_placed = 👆 “It was placed”: { $who }
details-deed-matched = 👆 “It matches”: { $who }
details-deed-differs = 👆 “Not a match”: { $who }
details-deed-tag = 👆 “Tag”: { $who }
