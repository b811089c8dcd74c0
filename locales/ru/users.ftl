users-list-title = 👥 <b>Сотрудники</b>
users-list-line = { $name } — { $role }
users-gone = Этого человека больше нет в списке.
users-settled-admin = Этот администратор задан в настройках сервера, его роль меняется только там.
users-not-yourself = Свою роль менять нельзя: попросите другого администратора.
users-role-operator = Сделать оператором
users-role-manager = Сделать менеджером
users-role-admin = Сделать админом
users-role-none = Закрыть доступ
users-ask-admin = Сделать админом: <b>{ $name }</b>?
    Админ пускает людей, меняет роли и отправляет запросы из эмулятора.
users-ask-none = Закрыть доступ: <b>{ $name }</b>?
    Бот перестанет отвечать этому человеку и сообщит ему об этом.
users-sure-admin = Да, сделать админом
users-sure-none = Да, закрыть доступ
users-now-role = { $name } — { $role }
users-now-none = Доступ закрыт: { $name }
users-now-already = Роль уже изменили: { $now }
users-list-done = ✅ { $done }
users-list-undo = Вернуть
