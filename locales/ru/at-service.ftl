# «У сервиса»: звонки из личного кабинета, кто бы их ни заказал.
at-service-title = ☁️ <b>Звонки в { $provider }</b>
at-service-what = { $show ->
    [over] завершённые
    [some] { $end }
   *[all] все
}
at-service-count = { $count ->
    [0] звонков нет
    [one] { $count } звонок
    [few] { $count } звонка
    [many] { $count } звонков
   *[other] { $count } звонка
}
at-service-recording = 🎧{"\u00A0"}запись разговора
at-service-newest = Здесь последние { $count }. Чтобы увидеть остальные, выберите период короче.
at-service-period = 🗓 Период: { $period }
at-service-all = Все
at-service-over = Завершённые
at-service-by-end = 🏁 По итогу
at-service-taps = 📱 Выгрузить Tap2Calls
at-service-taps-found = { $count ->
    [0] За этот период нажатий на телефон не было.
   *[other] Файл сейчас придёт
}
at-service-period-ask = За какие дни показать звонки? Нажмите кнопку или напишите: <code>21.11</code> или <code>21.11–28.11</code>.
at-service-span-today = Сегодня
at-service-span-yesterday = Вчера
at-service-span-week = 7 дней
at-service-span-month = 30 дней
at-service-ends-ask = Звонки с каким итогом показать? Здесь итоги, которые были за этот период.
at-service-dates-unclear = Даты непонятны. Напишите, например, 21.11 или 21.11–28.11.
at-service-dates-long = Так много дней сразу не показать: не больше { $most }.
