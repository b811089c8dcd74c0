# «Показатели»: сколько звонков сделано, чем они закончились и во что обошлись.
stats-title = 📊 <b>{ $range }</b>
stats-title-compare = 📡 <b>Сравнение сервисов</b> · { $range }
stats-range-today = Сегодня, { $days }
stats-range-week = Неделя, { $days }
stats-range-month = Месяц, { $days }
stats-range-own = { $days }
stats-whose-own = Ваши звонки
stats-whose-everybody = Звонки всех сотрудников
stats-whose-list = список № { $number }
stats-empty = За эти дни звонков не было. Выберите другой период.
stats-empty-narrowed = За эти дни таких звонков не было. Выберите другой период или нажмите «Ещё» и сбросьте отбор.

stats-line-placed = Звонки: <b>{ $count }</b>
stats-line-reached = Состоялись: <b>{ $count }</b>{ $share }
stats-line-rest = Остальные: { $rest }
stats-line-talk = Разговоры: <b>{ $time }</b>
stats-line-spent = Потрачено: <b>{ $sum }</b>
stats-line-price = Цена дозвона: <b>{ $sum }</b>
stats-line-keys = Ответы: { $keys }
stats-line-hours = Чаще отвечают: { $hours }
stats-line-before = По сравнению с { $days }: { $changes }
stats-line-ring = до гудка { $seconds }{"\u00A0"}с
stats-talk-time = { $hours ->
    [0] { $minutes }{"\u00A0"}мин
   *[other] { $hours }{"\u00A0"}ч { $minutes }{"\u00A0"}мин
}
stats-talk-seconds = { $seconds }{"\u00A0"}с
stats-percent = { $count } %
stats-points = { $sign }{ $count } п. п.
stats-change-calls = звонки { $change }
stats-change-reached = дозвон { $change }
stats-change-spent = расходы { $change }
stats-key-pressed = нажали { $digit } — { $count }
stats-key-meaning = нажали { $digit } ({ $meaning }) — { $count }
stats-key-stayed = остались на линии — { $count }
stats-row-figures = { $count } · { $share }
stats-provider-line = <b>{ $provider }</b>: { $facts }
stats-provider-calls = { $count ->
    [one] { $count } звонок
    [few] { $count } звонка
    [many] { $count } звонков
   *[other] { $count } звонка
}
stats-provider-share = дозвон { $share }
stats-provider-price = цена дозвона { $sum }

stats-picture-calls = Звонки
stats-picture-share = Дозвон
stats-picture-spent = Потрачено
stats-picture-price = Цена дозвона
stats-picture-by-day = По дням
stats-picture-by-hour = По часам
stats-picture-rest = остальные
stats-picture-outcomes = Итоги
stats-picture-keys = Ответы
stats-picture-people = Сотрудники
stats-picture-providers = Сервисы
stats-picture-ring = До первого гудка
stats-picture-seconds = { $seconds }{"\u00A0"}с
stats-picture-key = клавиша { $digit }
stats-picture-stayed = остались на линии

stats-button-today = Сегодня
stats-button-week = Неделя
stats-button-month = Месяц
stats-button-compare = Сравнить сервисы
stats-button-more = ⋯ Ещё
stats-button-days = 📅 Другие дни
stats-button-person = 👤 Сотрудник
stats-button-provider = 📡 Сервис
stats-button-list = 📃 Список
stats-button-dark = 🌙 Тёмная картинка
stats-button-light = ☀️ Светлая картинка
stats-button-clear = ♻️ Сбросить отбор
stats-button-all = Все
stats-more-ask = ⚙️ <b>Что посчитать?</b>
stats-ask-days = 📅 За какие дни? Напишите, например, <code>21.11</code> или <code>1.11–15.11</code>, не больше { $most } дней.
stats-ask-person = 👤 Чьи звонки посчитать? Звонок считается за тем, кто его создал.
stats-ask-provider = 📡 Через какой сервис?
stats-ask-list = 📃 Какой список номеров? Здесь самые большие за эти дни.
stats-ask-no-list = 📃 За эти дни списков не было. Выберите другой период.
stats-choose-list = № { $number } · { $day } · { $count }
