# Голосовые меню: список, экран меню, экран клавиши.

ivr-all-title = 📋 <b>Голосовые меню</b>: { $count }
ivr-all-found = 🔎 Найдено по запросу «{ $search }»: { $count }
ivr-all-not-found = По запросу «{ $search }» меню не нашлось.
ivr-all-empty = 📋 <b>Голосовых меню пока нет</b>
    Создайте первое или пришлите файл, который выгрузил коллега.
ivr-all-new = ➕ Новое меню
ivr-all-bring = 📥 Из файла
ivr-all-search = 🔎 Найти
ivr-all-everything = ♻️ Показать все
ivr-all-page = { $page } из { $pages }
ivr-search-ask = Напишите часть названия меню.

ivr-service-ask = В каком сервисе будет работать меню? Ролики у каждого свои.
ivr-service-ask-brought = В файле указан сервис «{ $service }», он не подключён. В каком сервисе будет работать меню? Ролики из файла там не прозвучат, их нужно будет выбрать заново.
ivr-service-ask-change = В какой сервис перенести меню «{ $name }»? Ролики у каждого сервиса свои: из меню они уйдут, их нужно будет выбрать заново.
ivr-service-none = Ни один из подключённых сервисов не работает с голосовыми меню.
ivr-name-ask = Как назвать меню? Абонент названия не услышит, оно для сотрудников. До { $limit } знаков.
ivr-name-service = 📡 { $service }
ivr-rename-ask = Сейчас меню называется «{ $name }». Напишите новое название, до { $limit } знаков.
ivr-copy-name = { $name } (копия)

ivr-one-service = 📡 { $service }
ivr-one-recognizes = ✍️ Ответ на приветствие запишется текстом
ivr-one-heard = 👂 <b>Абонент слышит</b>
ivr-one-heard-voice = { $voice ->
    [male] 👂 <b>Абонент слышит</b>, мужской голос
   *[female] 👂 <b>Абонент слышит</b>, женский голос
}
ivr-one-silent = Приветствие не выбрано.
ivr-one-no-keys = Клавиши пока свободны.
ivr-one-blocks = ⛔️ <b>Чтобы звонить с этим меню, нужно исправить</b>
ivr-one-warns = ⚠️ <b>Обратите внимание</b>
ivr-one-ready = ✅ Меню готово, с ним можно звонить.
ivr-one-more-flaws = И ещё { $count ->
    [one] { $count } замечание
    [few] { $count } замечания
    [many] { $count } замечаний
   *[other] { $count } замечания
}, они видны на экранах клавиш.
ivr-one-cut = ✂️ Тексты показаны не целиком. Полностью они видны на экранах приветствия и клавиш.
ivr-one-brought = 📥 Меню загружено из файла.
ivr-one-copied = 📄 Это копия, прежнее меню не изменилось.
ivr-one-greeting = 👋 Приветствие
ivr-one-recognition = { $recognition ->
    [true] ✍️ Распознавание: да
   *[false] ✍️ Распознавание: нет
}
ivr-one-rename = ✏️ Название
ivr-one-copy = 📄 Копия
ivr-one-picture = 🖼 Картинка
ivr-one-export = 📤 Файл
ivr-one-service-label = 📡 Сервис
ivr-one-call-me = 📲 Проверить на себе
ivr-one-use = 📞 Позвонить…
ivr-one-remove = 🗑 Удалить
ivr-key-add = ➕ Клавиша
ivr-key-ask = Какая клавиша? «⏳ Молчит» сработает, если абонент ничего не нажал, «💬 По слову» — если он произнёс нужное слово.
ivr-key-stayed = Молчит
ivr-key-words = По слову

ivr-slot-digit = Клавиша { $digit }
ivr-slot-stayed = Абонент молчит
ivr-slot-words = Ключевые слова { $number }

ivr-does-text = Прозвучит текст:
ivr-does-record = Прозвучит { $record }
ivr-does-manager = Соединит с менеджером { $phone }
ivr-does-sms = Отправит SMS:
ivr-does-block = Внесёт номер в чёрный список сервиса
ivr-does-tag = Метка:
ivr-does-webhook = Сообщит на адрес
ivr-does-parameters = Передаст параметры:
ivr-does-words = По словам:
ivr-does-recognize = Запишет сказанное текстом
ivr-heard-record = Прозвучит { $record }
ivr-record-named = ролик «{ $name }»
ivr-record-number = ролик № { $number }
ivr-short-play = ответ голосом
ivr-short-manager = менеджер
ivr-short-sms = SMS
ivr-short-block = чёрный список
ivr-short-webhook = вебхук

ivr-order-line = 📋 Меню «{ $name }»: { $keys }
ivr-order-empty = клавиши пока свободны
ivr-order-more = и ещё { $count }
ivr-picture-service = Голосовое меню, { $service }
ivr-picture-heard = Абонент слышит
ivr-picture-empty = Клавиши пока свободны

ivr-greeting-title = 👋 <b>Приветствие</b> меню «{ $name }»
ivr-greeting-record = 🎵 Выбрать ролик
ivr-greeting-voice = { $voice ->
    [male] 🗣 Голос: мужской
   *[female] 🗣 Голос: женский
}
ivr-text-ask = Напишите, что услышит абонент, одним сообщением, до { $limit } знаков.
    Плюс перед гласной ставит ударение: <code>зам+ок</code>. Дефис между словами делает паузу.
ivr-text-now = Сейчас { $length ->
    [one] { $length } знак
    [few] { $length } знака
    [many] { $length } знаков
   *[other] { $length } знака
}:
ivr-record-ask = Какой ролик прозвучит? Выберите из списка или пришлите номер ролика из личного кабинета сервиса { $service }.
ivr-record-none = Роликов для сервиса { $service } пока нет: добавьте их в /records. Можно прислать номер ролика из личного кабинета сервиса.
ivr-record-bad = Номер ролика состоит из цифр. Он виден в личном кабинете сервиса, в разделе «Аудиоролики».

ivr-branch-title = <b>{ $slot }</b> · меню «{ $name }»
ivr-branch-nothing = Пока ничего не происходит.
ivr-branch-stayed = Так ответит меню, если абонент ничего не нажал и остался на линии.
ivr-branch-words = Сработает, когда абонент скажет одно из ключевых слов.
ivr-branch-sms-left = В SMS осталось { $left }{"\u00A0"}зн. из { $limit }.
ivr-branch-cleared = 🧹 Всё с этой клавиши убрано.
ivr-branch-undo = ↩️ Вернуть
ivr-branch-undo-late = На этой клавише уже другое, прежнее не вернулось.
ivr-branch-play = 🔊 Текст, ролик
ivr-branch-record = 🔊 Ролик
ivr-branch-manager = 👤 Соединить
ivr-branch-sms = ✉️ SMS
ivr-branch-tag = 🏷 Метка
ivr-branch-said = 💬 Слова
ivr-branch-webhook = 🌐 Вебхук
ivr-branch-block = { $block ->
    [true] 🚫 Чёрный список: да
   *[false] 🚫 Чёрный список: нет
}
ivr-branch-recognize = { $recognize ->
    [true] ✍️ Распознавать: да
   *[false] ✍️ Распознавать: нет
}
ivr-branch-move = ↔️ Переставить
ivr-branch-clear = 🧹 Очистить
ivr-branch-set = { $label } ✓
ivr-part-now = Сейчас: <code>{ $now }</code>
ivr-part-clear = 🧹 Убрать
ivr-manager-ask = С кем соединить абонента? Пришлите номер или контакт менеджера.
ivr-manager-own = 📱 Мой: { $own }
ivr-sms-ask = Напишите текст SMS, до { $limit } знаков.
ivr-tag-ask = Напишите метку, до { $limit } знаков. Её увидите в итоге: «нажал 1 — подтвердил».
ivr-said-ask = Напишите слова через пробел или запятую, до { $limit } знаков вместе. Абоненту достаточно произнести любое из них.
ivr-webhook-ask = Пришлите адрес, на который сервис сообщит об этом ответе, до { $limit } знаков.
ivr-webhook-parameters = 📎 Параметры
ivr-parameters-ask = Напишите параметры, которые сервис передаст на адрес, каждый с новой строки:
    <code>order = 17</code>
    <code>source = bot</code>
ivr-move-ask = На какую клавишу переставить?

ivr-remove-ask = Удалить меню «{ $name }»? Звонки, в которых оно уже стоит, не изменятся.
ivr-remove-planned = { $count ->
    [one] Запланирован { $count } звонок с этим меню, он пойдёт как задумано.
    [few] Запланировано { $count } звонка с этим меню, они пойдут как задумано.
    [many] Запланировано { $count } звонков с этим меню, они пойдут как задумано.
   *[other] Запланировано { $count } звонка с этим меню, они пойдут как задумано.
}
ivr-remove-yes = 🗑 Да, удалить
ivr-removed-text = Меню «{ $name }» удалено.
ivr-call-ask = Кому позвонить с меню «{ $name }»? Пришлите номер или несколько: через запятую или по одному в строке. Текст после номера прозвучит вместо приветствия.
ivr-own-ask = На какой номер позвонить? Отправьте свой кнопкой внизу, и звонок пойдёт сразу, или напишите номер.
ivr-number-needed = Пришлите номер или контакт.
ivr-number-which = { $count ->
    [one] В контакте { $count } номер
    [few] В контакте { $count } номера
    [many] В контакте { $count } номеров
   *[other] В контакте { $count } номера
}, а нужен один. Напишите его текстом.
ivr-bring-ask = Пришлите файл меню: <code>….zvonar.json</code> до { $limit }{"\u00A0"}КБ. Его выгружает кнопка «Файл», она под «Ещё» на экране меню. В личной переписке файл можно прислать и просто так.
ivr-bring-not-file = Здесь нужен файл меню, документом, до { $limit }{"\u00A0"}КБ.
ivr-twin-ask = Меню «{ $name }» в сервисе { $service } уже есть. Заменить его тем, что в файле?
ivr-twin-replace = ♻️ Заменить
ivr-twin-keep = 📄 Оставить оба
ivr-export-private = В файле номера менеджеров целиком, поэтому в группу он не отправляется. Выгрузите его в личной переписке с ботом.
ivr-export-caption = Меню «{ $name }». Чтобы загрузить его, пришлите этот файл боту.
