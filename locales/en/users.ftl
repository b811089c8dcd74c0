users-list-title = 👥 <b>Staff</b>
users-list-line = { $name } — { $role }
users-gone = This person is not on the list any more.
users-settled-admin = This admin is named in the server’s settings; the role is changed only there.
users-not-yourself = You cannot change your own role: ask another admin.
users-role-operator = Make an operator
users-role-manager = Make a manager
users-role-admin = Make an admin
users-role-none = Close access
users-ask-admin = Make an admin: <b>{ $name }</b>?
    Admins let people in, change roles and send requests from the emulator.
users-ask-none = Close access: <b>{ $name }</b>?
    The bot will tell this person and will no longer answer them.
users-sure-admin = Yes, make an admin
users-sure-none = Yes, close access
users-now-role = { $name } — { $role }
users-now-none = Access closed: { $name }
users-now-already = The role was changed already: { $now }
users-list-done = ✅ { $done }
users-list-undo = Undo
