history-list-own = 📋 <b>Ваши звонки</b>
history-list-everybody = 📋 <b>Звонки всех сотрудников</b>
history-list-empty = Звонков пока нет. Первый можно сделать так: <code>/call +7 999 123-45-67 Ваш заказ готов</code>
history-list-callback = обратный звонок
history-list-verification = проверка номера
history-list-more = { $count ->
    [one] и ещё { $count } номер
    [few] и ещё { $count } номера
    [many] и ещё { $count } номеров
   *[other] и ещё { $count } номера
}
history-list-planned = 🗓 <b>Запланированные звонки</b>
history-list-newer = Позже
history-list-older = Раньше
history-list-repeat = Повторить
history-list-filter = 🎚 Фильтр
history-list-search = 🔎 Найти
history-list-everything = ♻️ Все
history-list-waiting = 🗓 Планы: { $planned }
history-list-cut = Просмотрена часть звонков. Нажмите «Раньше», чтобы искать дальше.
history-planned-none = Запланированных звонков нет.

history-day-today = Сегодня
history-day-yesterday = Вчера

history-filter-shown = Показаны: { $words }
history-filter-none = Показаны все звонки.
history-filter-nothing = Таких звонков нет. Измените фильтр или сбросьте его.
history-filter-ask = 🎚 <b>Какие звонки показать?</b>
history-filter-clear = ♻️ Сбросить фильтр
history-filter-list = список № { $number }
history-filter-tag = 🏷 { $tag }
history-filter-text = «{ $text }»

history-facet-days = 📅 Когда
history-facet-outcome = 🏁 Итог
history-facet-digit = 🔘 Клавиша
history-facet-person_id = 👤 Сотрудник
history-facet-provider = 📡 Сервис
history-facet-order_id = 📃 Список
history-facet-tag = 🏷 Метка

history-ask-days = 📅 За какие дни? Можно написать: <code>5.11</code> или <code>1.11–15.11</code>
history-ask-outcome = 🏁 Чем закончились?
history-ask-digit = 🔘 Какую клавишу нажали?
history-ask-person_id = 👤 Чьи звонки? Звонок считается за тем, кто его создал.
history-ask-provider = 📡 Через какой сервис?
history-ask-order_id = 📃 Из какого списка номеров?
history-ask-tag = 🏷 С какой меткой? Можно написать её.
history-search-ask = 🔎 Пришлите последние цифры номера, от четырёх, или слова из текста звонка.

history-choose-any = Не важно
history-choose-list = № { $number } · { $day } · { $count }

history-days-today = сегодня
history-days-yesterday = вчера
history-days-week = 7 дней
history-days-month = 30 дней

history-outcome-reached = состоялись
history-outcome-unreached = недозвоны
history-outcome-no_answer = не ответили
history-outcome-busy = занято
history-outcome-voicemail = автоответчик
history-outcome-refused = отказ сервиса
history-outcome-canceled = отменены
history-outcome-unknown = итог неизвестен
history-outcome-going = ещё идут

history-key-pressed = нажали { $digit }
history-key-stayed = остались на линии

history-list-export = Скачать
history-export-ask = 📥 <b>Скачать звонки файлом</b>
history-export-csv = CSV
history-export-xlsx = XLSX
history-export-going = ⏳ Готовится файл, звонков в нём: { $count }
history-export-done = 📥 Готово, звонков в файле: { $count }
history-export-broken = Файл не получился. Попробуйте ещё раз: /export
history-export-anew = ⏳ Бот перезапускался. Файл готовится заново.
history-export-rights = Файл не отправлен: пока он готовился, изменились ваши права. Запросите его снова: /export
history-export-already = Файл уже готовится, он придёт сюда.

history-column-at = Когда
history-column-number = Номер
history-column-outcome = Итог
history-column-key = Клавиша
history-column-meaning = Что значит клавиша
history-column-answer = Ответ словами
history-column-seconds = Разговор, с
history-column-price = Цена, ₽
history-column-provider = Сервис
history-column-person = Сотрудник
history-column-said = Текст
history-column-purpose = Зачем звонок
history-column-tag = Метка
history-column-why = Ответ сервиса
history-column-attempt = Попытка
history-column-order = Список №
history-column-call = Звонок №
