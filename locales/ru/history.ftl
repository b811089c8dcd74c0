history-list-own = <b>Ваши звонки</b>
history-list-everybody = <b>Звонки всех сотрудников</b>
history-list-empty = Звонков пока нет. Первый можно сделать так: <code>/call +7 999 123-45-67 Ваш заказ готов</code>
history-list-callback = обратный звонок
history-list-verification = проверка номера
history-list-more = { $count ->
    [one] и ещё { $count } номер
    [few] и ещё { $count } номера
    [many] и ещё { $count } номеров
   *[other] и ещё { $count } номера
}
history-list-planned = <b>Запланированные звонки</b>
