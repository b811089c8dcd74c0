unasked-command-near = There is no such command. Did you mean <code>{ $meant }</code>? All commands are in /help.
unasked-command-none = There is no such command. All commands are in the menu beside the input field.
unasked-hint-text = To call, send a number and what to say: <code>+7 999 123-45-67 Your order is ready</code>
    You can also share a contact, forward a message with a number, or send a list as a CSV or TXT file. The rest is in /help.
unasked-hint-forwarded = No number that can be called was found in this message. Send the number yourself: <code>+7 999 123-45-67 Your order is ready</code>
