balance-list-title = 💰 <b>Баланс</b> на { $time }
balance-list-amount = { $provider }: { $amount }
balance-list-scarce = ⚠️ <b>{ $provider }: { $amount }</b> — пора пополнить
balance-list-silent = { $provider }: узнать не удалось.
balance-press-fresh = Обновлено
status-text-title = 🔔 <b>Звонарь { $version }</b>
status-text-uptime = { $hours ->
    [0] Работает { $minutes }{"\u00A0"}мин
   *[other] Работает { $hours }{"\u00A0"}ч { $minutes }{"\u00A0"}мин
}
status-text-open = { $count ->
    [0] Сейчас звонков нет
    [one] Сейчас идёт { $count } звонок ({ $where })
    [few] Сейчас идут { $count } звонка ({ $where })
    [many] Сейчас идёт { $count } звонков ({ $where })
   *[other] Сейчас идут { $count } звонка ({ $where })
}
status-text-polled = Опрос сервисов: { $seconds }{"\u00A0"}с назад
status-text-unpolled = Опроса сервисов ещё не было
status-text-outbox = { $count ->
    [0] Очередь уведомлений пуста
    [one] Ждёт отправки { $count } уведомление, самое старое — { $minutes }{"\u00A0"}мин
    [few] Ждут отправки { $count } уведомления, самое старое — { $minutes }{"\u00A0"}мин
    [many] Ждёт отправки { $count } уведомлений, самое старое — { $minutes }{"\u00A0"}мин
   *[other] Ждут отправки { $count } уведомления, самое старое — { $minutes }{"\u00A0"}мин
}
status-text-lost = { $count ->
    [one] 📭 Не доставлено { $count } уведомление:
    [few] 📭 Не доставлены { $count } уведомления:
    [many] 📭 Не доставлено { $count } уведомлений:
   *[other] 📭 Не доставлено { $count } уведомления:
}
status-lost-line = • { $time } — { $whom }: { $kind } ({ $why })
status-lost-group = группа
status-lost-person = сотрудник
status-kind-result = итог звонка
status-kind-answer = ответ абонента
status-kind-low_balance = мало денег на счёте
status-kind-record = новости ролика
status-kind-access_granted = доступ открыт
status-kind-access_denied = в доступе отказано
status-kind-role_changed = смена роли
status-kind-summary = сводка
status-kind-subscriptions_lost = конец подписок группы
status-kind-card_moved = перенос карточки
status-why-deaf = бот заблокирован
status-why-refused = Telegram не принял
status-why-shut = группа закрыта
status-press-again = { $count ->
    [0] Отправлять больше нечего
    [one] Отправляется снова: { $count } уведомление
    [few] Отправляются снова: { $count } уведомления
    [many] Отправляются снова: { $count } уведомлений
   *[other] Отправляются снова: { $count } уведомления
}
balance-list-minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
    [many] { $count } минут
   *[other] { $count } минуты
}
balance-notice-low = ⚠️ { $provider }: на счёте осталось { $amount }, это меньше { $limit }. Пополните его, чтобы звонки не остановились.
balance-notice-low-minutes = ⚠️ { $provider }: минут на счёте осталось { $amount }, это меньше { $limit }. Пополните его, чтобы звонки не остановились.
status-text-problems = { $count ->
    [one] Не разобрано { $count } сообщение от сервисов
    [few] Не разобраны { $count } сообщения от сервисов
    [many] Не разобрано { $count } сообщений от сервисов
   *[other] Не разобрано { $count } сообщения от сервисов
}
status-press-replayed = { $count ->
    [one] Снова разбирается { $count } сообщение
    [few] Снова разбираются { $count } сообщения
    [many] Снова разбирается { $count } сообщений
   *[other] Снова разбирается { $count } сообщения
}
