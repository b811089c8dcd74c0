verify-draft-title = 🔐 <b>Verify { $phone }</b>
verify-draft-text = { $provider } rings this number by itself: the call is real and costs money. The last digits of the number it rings from are the code. Ask the person for them.
verify-card-done = ✅ The service took the request and is ringing
verify-usage-text = Write the number to verify: <code>/verify +7 999 123-45-67</code>
    The service rings it by itself; the last digits of the incoming number are the code.
verify-one-number = One number at a time can be verified, without a text: /verify +7 999 123-45-67
verify-no-request = A verification is a number and nothing more: it has no options and no request worth showing.
