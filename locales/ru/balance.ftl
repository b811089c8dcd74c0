balance-list-title = 💰 <b>Баланс</b> на { $time }
balance-list-amount = { $provider }: { $amount }
balance-list-scarce = ⚠️ <b>{ $provider }: { $amount }</b> — мало, пора пополнить
balance-list-silent = { $provider }: узнать не удалось.
balance-press-fresh = Обновлено
status-text-title = 🔔 <b>Звонарь { $version }</b>
status-text-uptime = { $hours ->
    [0] Работает { $minutes }{"\u00A0"}мин
   *[other] Работает { $hours }{"\u00A0"}ч { $minutes }{"\u00A0"}мин
}
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
balance-notice-low = ⚠️ { $provider }: на счёте осталось { $amount }, это меньше { $limit }. Пополните его, чтобы звонки не остановились.
balance-notice-low-minutes = ⚠️ { $provider }: минут на счёте осталось { $amount }, это меньше { $limit }. Пополните его, чтобы звонки не остановились.
status-text-problems = { $count ->
    [one] Не разобрано { $count } сообщение сервисов
    [few] Не разобраны { $count } сообщения сервисов
    [many] Не разобрано { $count } сообщений сервисов
   *[other] Не разобрано { $count } сообщения сервисов
}
status-press-replayed = { $count ->
    [one] Снова разбирается { $count } сообщение
    [few] Снова разбираются { $count } сообщения
    [many] Снова разбирается { $count } сообщений
   *[other] Снова разбирается { $count } сообщения
}
