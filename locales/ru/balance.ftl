balance-list-title = 💰 <b>Баланс</b> на { $time }
balance-list-amount = { $provider }: { $amount }
balance-list-scarce = ⚠️ <b>{ $provider }: { $amount }</b> — мало, пора пополнить
balance-list-silent = { $provider }: узнать не удалось.
balance-press-fresh = Обновлено
status-text-title = 🔔 <b>Звонарь { $version }</b>
status-text-uptime = Работает { $hours } ч { $minutes } мин
status-text-open = { $count ->
    [0] Сейчас звонков нет
    [one] Сейчас идёт { $count } звонок
    [few] Сейчас идут { $count } звонка
    [many] Сейчас идут { $count } звонков
   *[other] Сейчас идут { $count } звонка
}
balance-list-minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
    [many] { $count } минут
   *[other] { $count } минуты
}
balance-notice-low = ⚠️ На счёте { $provider } осталось { $amount }, это меньше { $limit }. Пополните счёт, чтобы звонки не остановились.
status-text-problems = { $count ->
    [one] Не разобрано { $count } сообщение сервисов
    [few] Не разобраны { $count } сообщения сервисов
    [many] Не разобрано { $count } сообщений сервисов
   *[other] Не разобрано { $count } сообщения сервисов
}
status-press-replayed = { $count ->
    [one] Разбираем заново { $count } сообщение
    [few] Разбираем заново { $count } сообщения
    [many] Разбираем заново { $count } сообщений
   *[other] Разбираем заново { $count } сообщения
}
