# None of the connected services can do it.

none-callback = No callback is possible now: none of the connected services joins a manager with a client. CallKeeper does; an admin sets its key.
none-verification = No number can be verified now: none of the connected services rings for that. CallDog does; an admin sets its key.
none-templates = There are no templates now: none of the connected services keeps them. Mobilgroup does; an admin sets its key.
