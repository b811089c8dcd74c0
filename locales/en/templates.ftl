templates-account-ask = Whose templates? Send the client’s number in your CRM, as { $title } knows it.
templates-list-title = 🗂 <b>Templates of client { $account }</b>, { $provider }
templates-list-empty = Client { $account } has no templates at { $provider } yet. Add the first one.
templates-list-add = ➕ Add
templates-list-account = 👤 Another client
templates-one-change = ✏️ Change
templates-add-ask = Write the template in one message: the first line is its name, the rest its text.
    Part several templates with an empty line.
templates-change-ask = Write the template anew: the first line is its name, the rest its text.
templates-saved-title = <b>The service’s answer</b>
templates-saved-done = ✅ { $name }: saved
templates-saved-refused = ❌ { $name }: the service refused (“{ $words }”)
templates-no-account = A client’s number has one to 64 characters.
templates-no-text = A name or a text is missing: the first line is the name, the rest the text. { $name }
templates-one-at-a-time = One template is changed here: take the empty lines out.
templates-gone = This template is not in the list any more. Open the list anew: /templates
