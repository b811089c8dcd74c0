# Аудиоролики: новый ролик, список, один ролик.

records-offer-text = Из этого файла можно сделать ролик для звонков.
records-offer-length = Из этого звука ({ $length }) можно сделать ролик для звонков.
records-offer-save = Сохранить как ролик
records-offer-call = Позвонить с ним
records-offer-name = Ролик { $moment }
records-offer-gone = Исходного звука в чате больше нет. Пришлите его ещё раз.
records-wait-text = ⏳ Звук готовится: { $percent }{"\u00A0"}%

records-new-title = 🎵 <b>Новый ролик</b>
records-new-name = Название: <b>{ $name }</b>
records-new-text = Текст прочитает сервис. Цену он назовёт, когда примет ролик.
records-new-sound = Перед отправкой громкость выровняется, а тишина в начале и в конце уйдёт. «Прослушать» даст услышать ролик таким, каким он прозвучит в трубке.
records-new-services = Куда: { $providers }
records-new-nowhere = Куда: выберите хотя бы один сервис.
records-new-rename = ✏️ Название
records-new-listen = 🎧 Прослушать
records-new-write = 📝 Текст
records-new-voice = { $voice ->
    [male] 🗣 Голос: мужской
   *[female] 🗣 Голос: женский
}
records-new-choose = 📡 Сервисы
records-new-listed = { $listed ->
    [true] ☑️ Сохранить в /records
   *[false] ⬜️ Сохранить в /records
}
records-new-send = { $to ->
    [several] 📤 Отправить сервису
   *[other] 📤 Отправить в { $to }
}
records-name-ask = Сейчас ролик называется «{ $name }». Пришлите новое название, до 60 знаков.
records-name-empty = Название пустое. Напишите хотя бы одно слово.
records-name-long = Название длинное: { $length ->
    [one] { $length } знак
    [few] { $length } знака
    [many] { $length } знаков
   *[other] { $length } знака
} из { $limit }.
records-text-ask = Напишите одним сообщением, что прочитает голос, до { $limit } знаков.
    Плюс перед гласной ставит ударение: <code>зам+ок</code>. Дефис между словами делает паузу.
records-text-empty = Текста нет. Напишите, что прочитает голос.
records-text-long = Текст длинный: { $length ->
    [one] { $length } знак
    [few] { $length } знака
    [many] { $length } знаков
   *[other] { $length } знака
} из { $limit }.
records-no-service = Выберите хотя бы один сервис.
records-services-ask = Куда отправить ролик? У каждого сервиса он будет свой.
records-sent-title = 🎵 <b>{ $name }</b>
records-sent-service = 📡 { $provider }
records-sent-waits = Решение модератора придёт сюда. До него звонок с роликом не начнётся.
records-sent-lost = Второй раз ролик сам не отправится. Если сервис показывает свои ролики, этот отыщется по названию, и об этом придёт сообщение.
records-sent-again = 🔁 Отправить ещё раз
records-sent-list = 🎵 К роликам

records-stage-sending = Отправляется, ответа ещё нет.
records-stage-failed = Сервис не принял ролик.
records-stage-lost = Неизвестно, принял ли сервис ролик: понятного ответа не было.
records-stage-waiting = Ждёт модератора.
records-stage-approved = Готов к звонкам.
records-stage-refused = Модератор отклонил: звонить с ним нельзя.
records-stage-ready = Принят, готов к звонкам.
records-stage-removed = Удалён.
records-stage-none = О проверке сервис ничего не говорит.
records-words-moderator = Слова модератора: «{ $words }»
records-words-service = Слова сервиса: «{ $words }»

records-news-approved = ✅ Модератор одобрил ролик <b>{ $name }</b> ({ $provider }). Готов к звонкам.
records-news-refused = ⛔️ Модератор отклонил ролик <b>{ $name }</b> ({ $provider }). Звонить с ним нельзя: запишите его иначе и отправьте снова.
records-news-lost = ❔ Бот остановился, пока отправлял ролик <b>{ $name }</b> ({ $provider }). Неизвестно, принял ли его сервис; второй раз он сам не отправится. { $listed ->
    [true] Решить, что дальше, можно в /records.
   *[false] Если звонок ещё нужен, запишите ролик заново.
}
records-news-found = ✅ Ролик <b>{ $name }</b> нашёлся у сервиса { $provider }: он был принят. { $listed ->
    [true] Его состояние видно в /records.
   *[false] Его можно выбрать в параметрах звонка, в списке роликов.
}
records-news-silent = ⌛️ Модератор две недели молчит о ролике <b>{ $name }</b> ({ $provider }). Бот больше не спрашивает, состояние ролика неизвестно. Загляните в личный кабинет сервиса.

records-list-title = 🎵 <b>Ролики, { $provider }</b>: { $count }
records-list-unlisted = 🔒 <b>Личные ролики, { $provider }</b>: { $count }
    В общем списке их нет: с ними звонит тот, кто их записал.
records-list-found = Поиск: «{ $search }»
records-list-nothing = По запросу «{ $search }» ничего не нашлось.
records-list-empty = Роликов пока нет. Пришлите боту голосовое сообщение или файл со звуком, либо сделайте ролик из текста.
records-list-own = Здесь только сделанные ботом: своего списка сервис не показывает.
records-list-silent = Сервис сейчас не ответил, поэтому здесь только сделанные ботом.
records-list-before = ◀️
records-list-after = ▶️
records-list-search = 🔎 Найти
records-list-everything = ♻️ Показать все
records-list-refresh = 🔄 Обновить
records-list-personal = 🔒 Личные
records-list-write = 📝 Из текста
records-search-ask = Что искать? Пришлите часть названия.

records-card-length = Длина: { $length }
records-card-cost = Цена озвучки: { $cost }
records-card-lost = Если отправить его снова, у сервиса может оказаться два одинаковых.
records-card-silent = Модератор молчит больше двух недель. Бот больше не спрашивает, состояние ролика неизвестно.
records-card-missing = Сервис этого ролика больше не показывает: возможно, его удалили в личном кабинете.
records-card-author = Кто добавил: { $author }, { $moment }
records-card-number = Номер у сервиса: { $number }
records-card-there = У сервиса называется «{ $name }»
records-card-menus = { $count ->
    [one] Звучит в меню: { $names }
    [few] Звучит в { $count } меню: { $names }
    [many] Звучит в { $count } меню: { $names }
   *[other] Звучит в { $count } меню: { $names }
}
records-card-calls = { $count ->
    [one] Прозвучит в { $count } запланированном звонке.
    [few] Прозвучит в { $count } запланированных звонках.
    [many] Прозвучит в { $count } запланированных звонках.
   *[other] Прозвучит в { $count } запланированных звонках.
}
records-card-unused = В меню и запланированных звонках не используется.
records-card-no-sound = Прослушать его здесь нельзя: звук есть только у сервиса.
records-one-play = 🎧 Прослушать
records-one-link = 🔗 Открыть
records-one-call = 📞 Позвонить с ним
records-one-again = 🔁 Отправить снова
records-one-rename = ✏️ Название
records-one-remove = 🗑 Удалить
records-rename-ask = Сейчас ролик называется «{ $name }». Пришлите новое название, до 60 знаков. У сервиса останется прежнее.
records-rename-later = Переименовать ролик можно, когда станет ясно, принял ли его сервис: до тех пор его ищут по названию.
records-remove-ask = Удалить «{ $name }»? Ролик исчезнет и здесь, и у сервиса { $provider }. Вернуть его нельзя.
records-remove-ask-here = Убрать «{ $name }» из списка? У сервиса { $provider } такого ролика нет.
records-remove-ask-lost = Убрать «{ $name }» из списка? Если сервис { $provider } всё же принял ролик, там он останется.
records-remove-used = После удаления звонки с ним не состоятся, а меню промолчит.
records-remove-yes = 🗑 Да, удалить
records-remove-here = 🧹 Убрать из списка здесь
records-remove-later = Ролик как раз отправляется. Удалить его можно будет, когда сервис ответит.
records-gone = Этого ролика больше нет. Откройте список заново: /records
records-call-ask = Кому позвонить с роликом «{ $name }»? Пришлите номер или контакт. Номеров может быть несколько — через запятую или по одному в строке.
records-call-waiting = ⏳ Модератор ещё не проверил ролик: до этого звонок не начнётся.
records-call-refused = ⛔️ Модератор отклонил ролик: звонок с ним не начнётся.
records-play-forbidden = Telegram не даёт прислать вам голосовое сообщение: они запрещены в ваших настройках приватности.
records-new-call = 📞 Как только сервис примет ролик, появится карточка звонка: { $phones }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}
records-new-unspoken = Текст рядом со звуком или номером не прозвучит: играет сам звук.
records-sent-called = 📞 Карточка звонка с этим роликом отправлена в чат.
records-sent-uncalled = 📞 Карточки звонка пока нет: сервис ещё не принял ролик.
