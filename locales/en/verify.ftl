verify-draft-title = 🔐 <b>Verify a number:</b> { $phone }
verify-draft-text = { $provider } will call this number itself: the call is real and costs money. The code is the last digits of the incoming number: ask the person for them.
verify-usage-text = Write the number to verify: <code>/verify +7 999 123-45-67</code>
    The service calls it by itself; the last digits of the incoming number are the code.
verify-one-number = One number at a time can be verified, without a text: /verify +7 999 123-45-67
verify-no-request = A verification is a number and nothing more: it has no options.
verify-card-code = code <b>{ $code }</b>
verify-card-no-code = the service gave no code
verify-card-matched = the code matches
verify-card-differs = the code does not match
verify-card-ask = These are the last digits of the incoming number. Ask the person for them and compare.
verify-card-ask-blind = The code is the last digits of the number that called the person. Compare them in the service’s account.
verify-card-large = Code: <b>{ $code }</b>
verify-press-matched = Noted: it matches
verify-press-differs = Noted: it does not match
