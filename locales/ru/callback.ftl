callback-draft-title = ☎️ <b>Обратный звонок:</b> { $phone }
callback-card-first = Сначала: { $who }, потом клиент
callback-card-manager = Менеджер: { $who }
callback-card-when = Когда: { $time }
callback-card-text = Текст для менеджера:
callback-card-no-text = Соединение сразу, без сообщения менеджеру.
callback-card-info = Дополнительно для менеджера: { $info }
callback-who-own = ваш телефон { $phone }
callback-who-author = { $author }, { $phone }
callback-who-phone = { $phone }
callback-who-office = { $office ->
    [0] первый офис виджета
   *[other] офис виджета № { $office }
}
callback-usage-text = Напишите номер клиента: <code>/callback +7 999 123-45-67</code>
    Сначала зазвонит ваш телефон, затем сервис соединит вас с клиентом. После номера можно написать, что вам прочитают перед разговором.
callback-one-client = Обратный звонок соединяет с одним клиентом, а номеров здесь { $count }. Оставьте один.
callback-bad-office = Номер офиса — это число. Офисы виджета считаются с нуля: 0 — первый.
callback-info-too-long = Слишком длинно: { $length } вместо { $limit } знаков. Напишите короче.
callback-card-redials = Если не дозвониться, сервис перезвонит сам через { $minutes }{"\u00A0"}мин
callback-card-extra = { $name }: { $value }
callback-extra-site = Сайт
callback-extra-office_name = Офис
callback-extra-client_email = Почта клиента
callback-extra-notification = Итог на почту
callback-extra-record_to_manager = Звук до беседы
callback-extra-record_to_await = Звук ожидания
callback-extra-utm = Метки рекламы
callback-extra-opening_hours = Часы звонков
callback-extra-too-long = Слишком длинно: { $length } вместо { $limit } знаков. Напишите короче.
callback-extra-bad-email = Это не похоже на адрес почты. Пример: name@example.com
callback-extra-bad-marks = Меток рекламы здесь нет. Пример: utm_source=yandex, utm_campaign=zima
callback-extra-bad-mark = Метка { $mark } записана иначе, чем ждёт сервис. Пример её записи — выше.
callback-extra-bad-address = Нужна ссылка на звук. Она начинается с https://
callback-redials-unclear = Напишите минуты через запятую, например 5, 10, 15.
callback-redials-bounds = Перезвонить можно до { $most } раз, а между попытками — от 1 до { $longest } минут.
callback-redials-and-await = Звук ожидания и перезвоны вместе CallKeeper не принимает. Оставьте что-то одно.
