# /notify: о чём, где и когда сообщать.

notify-text-title = 🔔 <b>{ $group ->
    [true] Уведомления этой группы
   *[false] Ваши уведомления
}</b>
notify-text-none = 🔔 { $group ->
    [true] У этой группы нет подписок: здесь видны только итоги звонков, карточки которых стоят здесь.
   *[false] Подписок нет: приходят только итоги ваших звонков, под их карточками.
}
notify-text-line = { $at }. { $line } · за неделю { $count ->
    [0] ничего
    [one] { $count } уведомление
    [few] { $count } уведомления
    [many] { $count } уведомлений
   *[other] { $count } уведомления
}
notify-text-quiet = 🌙 Тихие часы: { $hours }. Что случится за это время, придёт потом одним сообщением.
notify-text-muted = 🔕 Тихо до { $time }. Потом придёт одно сообщение обо всём.
notify-text-remove = Какая подписка больше не нужна?
notify-all-subscribe = 🔔 Подписаться
notify-all-unsubscribe = 🔕 Отписаться
notify-all-quiet = 🌙 Тихие часы
notify-all-unmute = 🔔 Снова сообщать
notify-topic = { $topic ->
    [records] Проверка роликов
    [balance] Мало денег или минут
   *[providers] Сервис не отвечает, сервис снова работает
}
notify-whose = { $whose ->
    [mine] Мои звонки
   *[everybody] Все звонки
}
notify-whose-chosen = Звонки коллег ({ $names }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
})
notify-whose-list = Список № { $number }, пока не закончится
notify-line-keys = клавиши: { $keys }
notify-line-tags = метки: { $tags }
notify-end = { $end ->
    [completed] состоялись
    [no_answer] без ответа
    [busy] занято
    [voicemail] автоответчик
    [failed] не дозвонились
    [canceled] отменены
    [rejected] отказ сервиса
    [unknown] неизвестно
   *[expired] итог не пришёл
}
notify-key-stayed = на линии
notify-when = { $rhythm ->
    [at_once] сразу
    [daily] каждый день в { $time }
   *[weekly] раз в неделю: { $day } в { $time }
}
notify-when-hours = { $hours ->
    [1] каждый час
    [one] раз в { $hours } час
    [few] раз в { $hours } часа
    [many] раз в { $hours } часов
   *[other] раз в { $hours } часа
}
notify-zone = { $zone ->
    [Kaliningrad] Калининград
    [Moscow] Москва
    [Samara] Самара
    [Yekaterinburg] Екатеринбург
    [Omsk] Омск
    [Krasnoyarsk] Красноярск
    [Irkutsk] Иркутск
    [Yakutsk] Якутск
    [Vladivostok] Владивосток
    [Magadan] Магадан
    [Kamchatka] Камчатка
   *[other] { $zone }
}
notify-what-ask = О чём сообщать?
notify-what = { $what ->
    [everybody] Все звонки
    [mine] Мои звонки
    [chosen] Звонки коллег
    [list] Один список
    [records] Проверка роликов
    [balance] Мало денег или минут
   *[providers] Сервис не отвечает
}
notify-lists-ask = За каким списком следить? Когда он закончится, подписка закончится сама.
notify-lists-none = Сейчас ни один список не обзванивается. Список — это звонок на несколько номеров.
notify-list-over = Этот список уже закончился. Его итоги — в /calls.
notify-list-ended = 🔕 Список закончился, и подписка на него тоже.
notify-press-list = Подписка есть. Когда список закончится, итог придёт в личную переписку с ботом.
notify-people-ask = Чьи звонки? Отметьте коллег.
notify-people-done = ✅ Готово
notify-one-text = Новая подписка:
    <b>{ $line }</b>
notify-one-subscribe = ✅ Подписаться
notify-one-when = 🕒 Когда
notify-one-ends = 🏁 Итоги
notify-one-keys = 🔘 Клавиши
notify-one-tags = 🏷 Метки
notify-ends-ask = О каких итогах сообщать? Если ничего не отмечено — обо всех.
notify-keys-ask = Что должен нажать абонент? Если ничего не отмечено, клавиша не важна.
notify-tags-ask = Какой должна быть метка? Её ставят ответу в голосовом меню или звонку на карточке. Выберите или пришлите одну или несколько через запятую.
notify-tags-wrong = Помещается до { $most } меток, каждая до { $longest } знаков.
notify-when-ask = Сейчас: { $when }. Когда сообщать? Другое время пришлите сообщением, например 18:30.
notify-quiet-ask = 🌙 Тихие часы: { $hours ->
    [none] нет
   *[other] { $hours }
}. Часы идут по городу: { $zone }.
    Другие часы пришлите сообщением, например 22:30-7:00.
notify-quiet-never = Нет
notify-quiet-zone = 🌍 Часовой пояс
notify-quiet-endless = Начало и конец тихих часов совпадают. Пришлите разные.
notify-zone-ask = По времени какого города?
notify-press-muted = Тихо до { $time }. Потом придёт одно сообщение обо всём.
notify-press-subscribed = Готово
notify-press-unsubscribed = Больше не сообщается
notify-too-many = Здесь уже { $limit } подписок, больше не помещается. Сначала уберите лишнюю.
notify-gone = Этой подписки уже нет.
notify-group-managers = Подписки группы выбирают менеджеры и администраторы. Свои — в личной переписке с ботом: /notify.
notify-summary-title = 📋 <b>{ $count ->
    [0] Сводка
    [one] { $count } звонок
    [few] { $count } звонка
    [many] { $count } звонков
   *[other] { $count } звонка
}</b> с { $since }
notify-summary-keys = Нажали: { $keys }
notify-summary-more = { $count ->
    [one] И ещё { $count } уведомление
    [few] И ещё { $count } уведомления
    [many] И ещё { $count } уведомлений
   *[other] И ещё { $count } уведомления
}
notify-digest-title = 📊 <b>{ $line }</b>
notify-digest-beside = Сюда не вошли отменённые до начала, запущенные за коллег и начатые раньше — их итог или ответ пришёл только теперь:
notify-digest-gone = Этой сводки уже нет. Найдите её звонки сами: /calls
notify-summary-open = Открыть звонки
notify-summary-open-one = Звонки сводки { $number }
notify-summary-open-days = Звонки за { $days }
notify-lost-text = 🔕 В группу больше нельзя писать, поэтому её подписки закончились: { $count }. Когда бот вернётся в группу, подпишите её снова: /notify.
