access-none-text = 🔒 You have no access to this bot. If you are on the team, request access: an admin will see it.
    Your Telegram ID: <code>{ $id }</code>
access-none-group = 🔒 No access. Write to the bot in private and request access.
access-anonymous-text = 🔒 You are writing on behalf of the group or a channel, so the bot cannot see who you are. Turn off “Remain anonymous” in your admin rights, or pick yourself beside the input field, and send the command again.
access-requested-text = Requested. The answer will come here as soon as an admin decides.
access-asker-waits = 🔑 Your request has been with the admins since { $time }. The answer will come here.
access-asker-approved = ✅ You have access. Your role: { $role }.
access-asker-done = 🔑 The request was approved.
access-asker-denied = 🚫 Access denied. If this is a mistake, write to an admin.
access-forbidden = You do not have the right to do this. If you need it, ask an admin.
access-undeclared = This action is closed: no right is set for it. Tell an admin.
access-request-gone = This request is gone.
access-card-title = 👤 <b>{ $name }</b> requests access
    Which role?
access-card-approved = ✅ <b>{ $name }</b> — { $role }
    Decided by { $by }
access-card-denied = 🚫 <b>{ $name }</b> — access denied
    Decided by { $by }
access-granted-text = ✅ You have access. Your role: { $role }.
    To call, write a number and a text: <code>/call +7 999 123-45-67 Your order is ready</code>
access-denied-text = An admin denied your request for access.
access-press-approved = { $name } — { $role }. Decided by { $by }
access-press-denied = { $name } — access denied. Decided by { $by }
access-notice-role = 👤 Your role is now: { $role }. Decided by { $by }
    What you can do: /help
access-notice-closed = 🔒 Your access is closed. Decided by { $by }
    If this is a mistake, request access again: /start
role-operator = operator
role-manager = manager
role-admin = admin
role-none = no access
