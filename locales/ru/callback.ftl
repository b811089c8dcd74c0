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
callback-info-too-long = Получилось { $length } зн., а помещается { $limit }. Напишите короче.
