call-draft-title = 📞 <b>New call</b>
call-draft-list-title = 📞 <b>New calls: { $count ->
    [one] { $count } number
   *[other] { $count } numbers
}</b>
call-draft-to = To: { $phones }
call-draft-record = Record no. { $number } will be played
call-draft-record-named = The record “{ $name }” will be played
call-draft-record-long = The record “{ $name }” will be played, { $seconds } s
call-draft-record-cost = Price of the record as the service tells it: { $cost }
call-draft-record-waiting = ⚠️ The record has not been approved by a moderator yet: the call does not start until it is.
call-draft-record-refused = ⚠️ The record was refused by a moderator or deleted: a call with it does not start. Choose another one in “Options”.
call-draft-phrase = Saved phrase no. { $number } will be played
call-draft-script = Script no. { $number } will run
call-draft-when = When: { $when }
call-draft-when-now = When: at once
call-draft-attempts = If nobody answers: up to { $attempts } attempts, every { $interval } min
call-draft-repeats = Can be heard up to { $repeats } times: at its end, 1 plays it again
call-draft-nothing = What the person will hear is not chosen yet. Tap “Options”.
call-draft-voice = { $voice ->
    [male] Male voice
   *[female] Female voice
}
call-draft-from = from { $caller }
call-draft-from-duty = from a duty number
call-draft-language = language { $language }
call-draft-fallback = second service { $provider }
call-draft-recording = the conversation is recorded
call-draft-too-long = ⚠️ The text has { $length ->
    [one] { $length } character
   *[other] { $length } characters
}, and the service takes { $limit } at most. Shorten it in “Options”, then you can call.
call-draft-outside-window = 🌙 It is { $time } where the person is, outside calling hours. Call anyway?
call-draft-outside-window-then = 🌙 At that moment it is { $time } where the person is, outside calling hours. Call anyway?
call-draft-extension = ⚠️ An extension ({ $extensions }) cannot be dialled: the call reaches the main number.
call-choice-several = 🤔 The message has { $count ->
    [one] { $count } number
   *[other] { $count } numbers
}, and it is not clear whom to call. Strike out the wrong ones below the card, or keep all.
call-choice-one = 🤔 The message has { $count ->
    [one] { $count } number
   *[other] { $count } numbers
}, and it is not clear which one is meant. Choose it below the card.
call-choice-keep = Keep all

call-when-one = { $time }
call-when-both = { $time } where the person is ({ $zone }), { $ours } here
call-when-mixed = { $time } by our clock ({ $zone }), the people are in different time zones
call-clock-callee = Times are by the person’s clock: it is { $now } there now ({ $zone }).
call-clock-ours = The people are in different time zones, so times are by our clock: it is { $now } now ({ $zone }).

call-planned-title = 🗓 <b>{ $count ->
    [one] { $count } planned call
   *[other] { $count } planned calls
}</b>
call-card-planned = 🗓 Planned for { $when }
call-card-planned-list = 🗓 Planned for { $when }
call-card-waits-until = ⏳ goes at { $time }, the person’s time

call-card-title = 📞 <b>{ $phone }</b>
call-card-list-title = 📞 <b>{ $count ->
    [one] { $count } call
   *[other] { $count } calls
}</b>
call-card-via = through { $provider }
call-card-by = Called by { $author }
call-card-attempt = attempt { $attempt }
call-card-digit = pressed { $digit }
call-card-stayed = stayed on the line
call-card-answer = answered “{ $answer }”
call-card-meaning = { $said } — { $meaning }
call-card-cost = Price: { $cost }
call-card-talk = Talked for { $seconds } s
call-card-unrecognised = The service said something unrecognised: “{ $word }”. Still following.
call-card-words = The service’s words: “{ $words }”
call-card-recording-at = Recording: { $address }
call-card-withdrawn = 🚫 Canceled, no call was placed.

call-state-waiting = ⏳ Waiting for its time
call-state-in-line = ⏳ Waiting its turn, not sent to the service yet
call-state-submitting = 📨 Sending to the service
call-state-placed = 📤 The service accepted the call
call-state-ringing = 🔔 Ringing
call-state-talking = 🗣 Talking
call-state-completed = ✅ Answered
call-state-no_answer = 📵 No answer
call-state-busy = ⛔️ Busy
call-state-voicemail = 📼 Voicemail answered
call-state-failed = ❌ Failed
call-state-canceled = 🚫 Canceled
call-state-missed = ⏰ Its time was missed, no call was placed
call-state-rejected = ❌ The call was not placed
call-state-unknown = ❓ It is not known whether this call was placed.
call-state-expired = ⌛️ How the call ended is not known

reason-interrupted = The bot stopped while it waited for the service’s answer. Look in the service’s cabinet and decide: the bot will not call a second time by itself.
reason-confirmed = A colleague confirmed that the call was placed.
reason-missed = The bot was not running at the planned time. If the call is still needed, tap “Call it now”.
reason-missed-turn = The call’s turn came too late, so it was not placed. If it is still needed, tap “Call it now”.
reason-expired = The service has not told the result within a day.

result-notice-title = { $phone }: { $state }
result-notice-list = { $count ->
    [one] { $count } call is over
   *[other] { $count } calls are over
}
result-notice-by = Called by { $author }

call-press-placing = Placing the call
call-press-planned = The call is planned
call-press-placed-already = This call has been placed already
call-press-again-already = The card of the new call is below already
call-press-planned-already = This call is already planned
call-press-withdrawn-already = This call is canceled. If it is needed after all, press “Call again”.
call-press-placing-again = Placing a new call
call-press-late = The bot was away when you tapped, so nothing was placed. Tap again if the call is still needed.
call-card-late = ⏳ The tap came too late, so nothing was placed. Tap again if the call is still needed.
call-press-settled-already = Settled already, see the card
call-press-confirmed = Noted: it was placed
call-press-withdrawn = Canceled
call-press-too-late = Nothing left to cancel

call-request-title = Request to { $provider }, the key is hidden:
call-request-per-phone = One such request goes out for each number; this is the first.

call-phones-ask =
    { $what ->
        [callback] <b>Who to connect you with?</b> Send the client’s number or a contact. Your phone rings first.
        [verify] <b>Which number to verify?</b> Send the number or a contact. The last digits of the incoming call are the code.
       *[call]
            <b>Whom to call?</b> Send a number or a contact. Several are separated by commas, or stand one in a line.
            With the text at once: <code>/call +7 999 123-45-67 Your order is ready</code>
    }
call-usage-text = Write a number and a text: <code>/call +7 999 123-45-67 Your order is ready</code>
    There may be several numbers: separated by commas, or one per line.
call-edited-stands = You have changed the message, but its call has been placed or canceled already: the card stays as it is. To call otherwise, send a new command.
call-cancel-done = Canceled. No call will be placed.
call-cancel-nothing = Nothing to cancel: every order has been placed or canceled. A placed call cannot be taken back; a planned one is canceled on its card, which /calls opens.
call-cancel-dialog = All right, everything stays as it was.
call-sound-usage = For this sound to be played, write a number: <code>/call +7 999 123-45-67</code> as its caption or in reply to it.
call-sound-text = 🔇 The sound of the message you replied to is not played: the service reads your text. To have the sound played, reply to it with a number alone.
call-sound-managers = 🔇 This sound is not played: managers make audio records. Choose what to say.
call-sound-nowhere = 🔇 This sound is not played: none of the connected services keeps audio records. Choose what to say.
call-draft-purpose = Purpose: { $purpose }
call-card-below = ↓ The card of this call is below.
call-cancel-begun = Cancelled. No call was made.
