# None of the connected services can do it.

none-callback = No callback is possible now: none of the connected services connects a manager with a client. CallKeeper does; an admin sets its key.
none-verification = No number can be verified now: none of the connected services calls for that. CallDog does; an admin sets its key.
none-templates = There are no templates now: none of the connected services keeps them. Mobilgroup does; an admin sets its key.
none-records = There are no audio records now: none of the connected services keeps them. CallDog and Программа обзвонов do, an admin sets their keys.
none-menus = There are no voice menus now: none of the connected services plays them. CallDog and Программа обзвонов do; an admin sets their keys.
none-widgets = Only CallKeeper has widgets, and it is not set up.
none-statistics = Only CallKeeper lists the calls of its account, and it is not set up.
