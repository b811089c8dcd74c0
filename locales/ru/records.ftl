# Аудиоролики: новый ролик, список, один ролик.

records-offer-text = Из этого файла можно сделать аудиоролик для звонков.
records-offer-length = Из этой записи ({ $length }) можно сделать аудиоролик для звонков.
records-offer-save = Сохранить как аудиоролик
records-offer-name = Запись { $moment }
records-offer-managers = Аудиоролики создают менеджеры. Перешлите запись менеджеру, и он сохранит её.
records-offer-gone = Исходной записи в чате больше нет. Пришлите её ещё раз.
records-wait-text = ⏳ Готовим звук: { $percent } %

records-new-title = 🎵 <b>Новый аудиоролик</b>
records-new-name = Название: <b>{ $name }</b>
records-new-text = Текст прочитает сервис. Сколько это стоит, он скажет, когда примет ролик.
records-new-sound = Перед отправкой бот выровняет громкость и уберёт тишину в начале и в конце. «Прослушать» — как ролик прозвучит в трубке.
records-new-services = Куда: { $providers }
records-new-nowhere = Куда: выберите хотя бы один сервис.
records-new-rename = ✏️ Название
records-new-listen = 🎧 Прослушать
records-new-write = 📝 Изменить текст
records-new-voice = { $voice ->
    [male] 🗣 Голос: мужской
   *[female] 🗣 Голос: женский
}
records-new-choose = 📡 Сервисы
records-new-send = 📤 Отправить провайдеру
records-name-ask = Сейчас ролик называется «{ $name }». Пришлите новое название, до 60 знаков.
records-name-empty = Название пустое. Напишите хотя бы одно слово.
records-name-long = В названии знаков: { $length }, а помещается { $limit }. Сократите его.
records-text-ask = Напишите одним сообщением, что прочитает голос, до { $limit } знаков.
    Плюс перед гласной ставит ударение: <code>зам+ок</code>. Дефис между словами делает паузу.
records-text-empty = Текста нет. Напишите, что прочитает голос.
records-text-long = В тексте знаков: { $length }, а сервис читает не больше { $limit }. Сократите текст.
records-no-service = Выберите хотя бы один сервис.
records-services-ask = Куда отправить ролик? У каждого сервиса он будет свой.
records-sent-title = 🎵 <b>{ $name }</b>
records-sent-service = 📡 { $provider }
records-sent-waits = Когда модератор решит, бот напишет сюда. До этого звонок с роликом не начнётся.
records-sent-lost = Бот сам ничего не отправит повторно. Если сервис умеет показать свои ролики, бот поищет этот по названию и напишет, когда найдёт.
records-sent-again = 🔁 Отправить ещё раз
records-sent-list = 🎵 К аудиороликам

records-stage-sending = Отправляем, ответа ещё нет.
records-stage-failed = Сервис не принял ролик.
records-stage-lost = Неизвестно, принял ли сервис ролик: понятного ответа не было.
records-stage-waiting = Ждёт модератора.
records-stage-approved = Модерация пройдена или не нужна, можно звонить.
records-stage-refused = Модератор отклонил, звонить с ним нельзя.
records-stage-ready = Принят, можно звонить.
records-stage-removed = Удалён.
records-stage-none = О проверке сервис ничего не говорит.
records-words-moderator = Слова модератора: «{ $words }»
records-words-service = Слова сервиса: «{ $words }»

records-news-approved = ✅ Модератор одобрил аудиоролик <b>{ $name }</b> ({ $provider }). С ним можно звонить.
records-news-refused = ⛔️ Модератор отклонил аудиоролик <b>{ $name }</b> ({ $provider }). Звонить с ним нельзя: запишите его иначе и отправьте заново.
records-news-lost = ❔ Бот остановился, когда отправлял аудиоролик <b>{ $name }</b> ({ $provider }). Неизвестно, принял ли его сервис; повторно бот его не отправит. Что делать дальше, решите в /records.
records-news-found = ✅ Аудиоролик <b>{ $name }</b> нашёлся у сервиса { $provider }: он был принят. Его состояние видно в /records.
records-news-silent = ⌛️ Модератор две недели не отвечает об аудиоролике <b>{ $name }</b> ({ $provider }). Бот больше не спрашивает, состояние ролика неизвестно. Посмотрите в кабинете сервиса.

records-which-ask = Чьи аудиоролики показать?
records-list-title = 🎵 <b>Аудиоролики, { $provider }</b>: { $count }
records-list-found = Поиск: «{ $search }»
records-list-nothing = По запросу «{ $search }» ничего не нашлось.
records-list-empty = Роликов пока нет. Пришлите боту голосовое сообщение или файл со звуком, либо сделайте ролик из текста.
records-list-own = Здесь только ролики, сделанные ботом: своего списка сервис не показывает.
records-list-silent = Сервис сейчас не ответил, поэтому здесь только ролики, сделанные ботом.
records-list-before = ◀️
records-list-after = ▶️
records-list-search = 🔎 Поиск
records-list-everything = ✖️ Показать все
records-list-refresh = 🔄 Обновить
records-list-write = 📝 Новый из текста
records-list-services = 📡 Другой сервис
records-search-ask = Что искать? Пришлите часть названия.

records-card-length = Длина: { $length }
records-card-cost = Цена озвучки: { $cost }
records-card-lost = Если отправить его снова, у сервиса может оказаться два одинаковых.
records-card-silent = Модератор молчит больше двух недель: бот больше не спрашивает, состояние неизвестно.
records-card-missing = Сервис этого ролика больше не показывает: возможно, его удалили в кабинете.
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
records-one-link = 🔗 Открыть у сервиса
records-one-call = 📞 Использовать в звонке
records-one-again = 🔁 Отправить снова
records-one-rename = ✏️ Переименовать
records-one-remove = 🗑 Удалить
records-rename-ask = Сейчас ролик называется «{ $name }». Пришлите новое название, до 60 знаков. У сервиса останется прежнее.
records-rename-later = Переименовать ролик можно, когда станет ясно, принял ли его сервис: до тех пор бот ищет его по названию.
records-remove-ask = Удалить «{ $name }»? Ролик исчезнет и здесь, и у сервиса { $provider }. Вернуть его нельзя.
records-remove-ask-here = Убрать «{ $name }» из списка? У сервиса { $provider } такого ролика нет.
records-remove-ask-lost = Убрать «{ $name }» из списка? Если { $provider } всё же принял ролик, там он останется.
records-remove-used = После удаления звонки с ним не состоятся, а меню промолчит.
records-remove-yes = 🗑 Да, удалить
records-remove-here = Убрать только из этого списка
records-remove-later = Ролик как раз отправляется. Удалить его можно будет, когда сервис ответит.
records-gone = Этого ролика больше нет. Откройте список заново: /records
records-call-ask = Кому позвонить с роликом «{ $name }»? Пришлите номер или несколько, через запятую или с новой строки.
records-call-waiting = ⏳ Модератор ещё не проверил ролик: до этого звонок не начнётся.
records-call-refused = ⛔️ Модератор отклонил ролик: звонок с ним не начнётся.
records-play-forbidden = Telegram не даёт прислать вам голосовое сообщение: они запрещены в ваших настройках приватности.
records-new-call = 📞 Как только сервис примет ролик, появится карточка звонка: { $phones }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}
records-new-unspoken = Текст рядом со звуком не прозвучит: играет сам звук.
records-sent-called = 📞 Карточка звонка с этим роликом отправлена в чат.
records-sent-uncalled = 📞 Карточки звонка пока нет: сервис ещё не принял ролик.
