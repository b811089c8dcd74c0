call-draft-title = 📞 <b>New call:</b> { $phone }
call-draft-list-title = 📞 <b>New call: { $count ->
    [one] { $count } number
   *[other] { $count } numbers
}</b>
call-draft-record = { $tense ->
    [will] Record no. { $number } will be played
    [did] Record no. { $number } was played
   *[none] Record no. { $number }
}
call-draft-record-named = { $tense ->
    [will] Record “{ $name }” will be played
    [did] Record “{ $name }” was played
   *[none] Record “{ $name }”
}
call-draft-record-long = { $tense ->
    [will] Record “{ $name }” ({ $seconds }{"\u00A0"}s) will be played
    [did] Record “{ $name }” ({ $seconds }{"\u00A0"}s) was played
   *[none] Record “{ $name }” ({ $seconds }{"\u00A0"}s)
}
call-draft-record-cost = Price of the record at the service: { $cost }
call-draft-text-cost = Reading the { $count ->
    [1] text
   *[other] texts
} aloud: { $cost }{ $calls ->
    [1] {""}
   *[other] , charged once
}
call-draft-record-waiting = ⚠️ The record is still with the moderator. The call starts once it is approved.
call-draft-record-refused = ⚠️ The record was refused by the moderator or deleted: a call with it will not start. Choose another one in “Options”.
call-draft-phrase = { $tense ->
    [will] Saved phrase no. { $number } will be played
    [did] Saved phrase no. { $number } was played
   *[none] Saved phrase no. { $number }
}
call-draft-script = { $tense ->
    [will] Script no. { $number } will run
    [did] Script no. { $number } ran
   *[none] Script no. { $number }
}
call-draft-when = When: { $when }
call-draft-attempts = { $attempts ->
    [0] Attempts: as set in the service’s account
   *[other] { $interval ->
        [0] If nobody answers: up to { $attempts } attempts, at the interval set in the service’s account
       *[other] If nobody answers: up to { $attempts } attempts, every { $interval }{"\u00A0"}min
    }
}
call-draft-repeats = { $repeats ->
    [1] Key 1 plays it again: once
   *[other] Key 1 plays it again: up to { $repeats } times
}
call-draft-inserts = The script will say: { $inserts }
call-card-expected = { $price } expected
call-card-sounds = sounds { $seconds }{"\u00A0"}s
call-draft-nothing = What to say is not chosen yet.
call-draft-voice = Voice: { $voice ->
    [male] male
   *[female] female
}
call-draft-from = From: { $caller }
call-draft-from-duty = Shared number
call-draft-via = Via { $provider }
call-draft-fallback = Backup: { $provider }
call-draft-recording = Recorded
call-draft-too-long = ⚠️ The text has { $length ->
    [one] { $length } character
   *[other] { $length } characters
}, and the service takes { $limit } at most. Shorten it in “Options”, then you can call.
call-draft-outside-window = 🌙 It is { $time } where the person is, outside calling hours. Call anyway?
call-draft-outside-window-then = 🌙 At that moment it is { $time } where the person is, outside calling hours. Call anyway?
call-draft-extension = ⚠️ An extension ({ $extensions }) cannot be dialled: the call will go to the main number.
call-choice-several = 🤔 The message has { $count ->
    [one] { $count } number
   *[other] { $count } numbers
}, and it is not clear whom to call. Cross out the wrong ones below, or keep all.
call-choice-one = 🤔 The message has { $count ->
    [one] { $count } number
   *[other] { $count } numbers
}, and it is not clear which one is meant. Choose it below.
call-choice-keep = Keep all

call-when-one = { $time }
call-when-both = { $time } where the person is ({ $zone }), { $ours } your time
call-when-mixed = { $time } your time ({ $zone }); the people called are in different time zones
call-clock-callee = Times are the person’s local time: it is { $now } there now ({ $zone }).
call-clock-own = Times are your local time: it is { $now } now ({ $zone }).
call-clock-ours = The people called are in different time zones, so times are yours: it is { $now } now ({ $zone }).

call-planned-title = 🗓 <b>{ $count ->
    [one] { $count } planned call
   *[other] { $count } planned calls
}</b>
call-card-planned = planned for { $when }
call-card-waits-until = goes out { $time }, their time

call-card-list-title = 📞 <b>{ $count ->
    [one] { $count } call
   *[other] { $count } calls
}</b> — { $over } of { $count } done
call-card-list-over = 🏁 <b>{ $count ->
    [one] { $count } call
   *[other] { $count } calls
}</b> — { $reached ->
    [0] nobody was reached
   *[other] { $reached } of { $count } reached
}
call-card-by = By { $author }
call-card-pressed = Started by { $name }
call-card-attempt = attempt { $attempt }
call-card-digit = pressed { $digit }
call-card-stayed = stayed on the line
call-card-answer = answered “{ $answer }”
call-card-meaning = { $said } — { $meaning }
call-card-talk = { $minutes ->
    [0] { $seconds }{"\u00A0"}s
   *[other] { $minutes }{"\u00A0"}min { $seconds }{"\u00A0"}s
}
call-card-unrecognised = An unknown answer from the service: “{ $word }”. The bot keeps following the call.
call-card-words = The service says: “{ $words }”
call-card-recording-at = Recording: { $address }
call-card-withdrawn = 🚫 { $phone } — cancelled, no call was placed

call-state-waiting = waiting for its time
call-state-in-line = waiting its turn, not sent to the service yet
call-state-submitting = calling…
call-state-placed = queued
call-state-ringing = ringing
call-state-talking = talking
call-state-completed = answered
call-state-no_answer = no answer
call-state-busy = busy
call-state-voicemail = voicemail
call-state-failed = could not be reached
call-state-canceled = cancelled
call-state-missed = missed its time, no call was placed
call-state-rejected = the service refused
call-state-unknown = It is not known whether this call was placed.
call-state-looked-for = asking the service whether the call went through
call-state-expired = result unknown

reason-interrupted = The bot restarted while it was waiting for the service’s answer. Look for the call in the service’s account and decide: the bot will not call a second time by itself.
reason-confirmed = A colleague confirmed that the call was placed.
reason-missed = The bot was not running at the planned time. If the call is still needed, tap “Call it now”.
reason-missed-turn = The call’s turn came too late, so it was not placed. If it is still needed, tap “Call it now”.
reason-expired = The service did not report the result within a day.
reason-not-begun = The call has not started yet. Usually it is waiting for moderation: ask the service’s manager to lift it for the account or the record. For calls with a text it can only be lifted for the account. If the call does not start within a day, the bot will stop following it.
reason-not-started = The call did not start within a day, and the bot has stopped following it. Usually the cause is moderation: ask the service’s manager to lift it for the account or the record. For calls with a text it can only be lifted for the account.


call-press-placing = Calling…
call-press-planned = The call is planned
call-press-placed-already = The call is on its way already
call-press-over-already = This call is over, its card shows the result
call-press-again-already = The card of the new call is below already
call-press-planned-already = Already planned for { $when }
call-press-withdrawn-already = This call is cancelled. If it is needed after all, tap “Call again”.
call-press-placing-again = Calling again…
call-press-late = The bot was away when you tapped, so nothing was placed. Tap again if the call is still needed.
call-card-late = ⏳ The tap came too late, so nothing was placed. Tap again if the call is still needed.
call-press-settled-already = Settled already, see the card
call-press-confirmed = Noted: it was placed
call-press-withdrawn = Cancelled
call-press-too-late = Nothing left to cancel

call-request-title = 🧾 Request to { $provider }, the key is hidden:
call-request-per-phone = One such request goes out for each number; this is the first.

call-phones-ask =
    { $what ->
        [callback] <b>Whom to connect you with?</b> Send the client’s number or a contact. Your phone rings first.
        [verify] <b>Which number to verify?</b> Send the number or a contact. The service calls it; the last digits of the incoming number are the code.
       *[call]
            <b>Whom to call?</b> Send a number or a contact. Several numbers: separated by commas or one per line.
            Or with the text at once:
            <code>/call +7 999 123-45-67 Your order is ready</code>
    }
call-usage-text = Write a number and a text: <code>/call +7 999 123-45-67 Your order is ready</code>
    There may be several numbers: separated by commas, or one per line.
call-edited-stands = The message has changed, but its call is already on its way or cancelled: the card stays as it is. To call differently, send a new command.
call-cancel-done = Cancelled. No call will be placed.
call-cancel-nothing = Nothing to cancel. A planned call can be cancelled in /calls.
call-cancel-dialog = Everything stays as it was.
call-sound-usage = To have this sound played, write a number: <code>/call +7 999 123-45-67</code> as its caption or in reply to it.
call-sound-text = 🔇 The sound in the message you replied to will not be played: the service reads your text. To have the sound played, reply to it with a number alone.
call-sound-nowhere = 🔇 This sound will not be played: none of the connected services keeps audio records. Choose what to say.
call-draft-purpose = Purpose: { $purpose }
call-card-below = ↓ The card of this call is below.
call-cancel-begun = Cancelled. No call was made.
call-answer-title = 📥 { $provider } on the call to { $phone }, as received:
call-answer-placing = 📥 { $provider } on the request to call { $phone }, as received:
call-answer-plain = 📥 { $provider } on this request, as received:
call-answer-cut =
    { $count ->
        [one] This is the beginning: { $count } more character was not kept.
       *[other] This is the beginning: { $count } more characters were not kept.
    }
call-answer-no-room = This is the beginning: the rest does not fit into a message.
exchange-request = 🧾 Show request
exchange-answer = 📥 Answer
