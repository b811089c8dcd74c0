call-draft-title = 📞 <b>Новый звонок:</b> { $phone }
call-draft-list-title = 📞 <b>Новый звонок: { $count ->
    [one] { $count } номер
    [few] { $count } номера
    [many] { $count } номеров
   *[other] { $count } номера
}</b>
call-draft-record = { $tense ->
    [will] Прозвучит ролик
    [did] Прозвучал ролик
   *[none] Ролик
} № { $number }
call-draft-record-named = { $tense ->
    [will] Прозвучит ролик
    [did] Прозвучал ролик
   *[none] Ролик
} «{ $name }»
call-draft-record-long = { $tense ->
    [will] Прозвучит ролик
    [did] Прозвучал ролик
   *[none] Ролик
} «{ $name }», { $seconds }{"\u00A0"}с
call-draft-record-cost = Цена ролика у сервиса: { $cost }
call-draft-text-cost = { $count ->
    [1] Озвучка текста
   *[other] Озвучка текстов
}: { $cost }{ $calls ->
    [1] {""}
   *[other] , один раз на всех
}
call-draft-record-waiting = ⚠️ Ролик ещё у модератора. Звонок начнётся, когда ролик одобрят.
call-draft-record-refused = ⚠️ Ролик отклонён модератором или удалён: звонок с ним не начнётся. Выберите другой в «Параметрах».
call-draft-phrase = { $tense ->
    [will] Прозвучит готовая фраза
    [did] Прозвучала готовая фраза
   *[none] Готовая фраза
} № { $number }
call-draft-script = { $tense ->
    [will] Запустится скрипт
    [did] Отработал скрипт
   *[none] Скрипт
} № { $number }
call-draft-when = Когда: { $when }
call-draft-attempts = { $attempts ->
    [0] Попытки: сколько указано в личном кабинете сервиса
   *[other] { $interval ->
        [0] Если не дозвонится: до { $attempts } попыток, интервал из личного кабинета сервиса
       *[other] Если не дозвонится: до { $attempts } попыток, каждые { $interval }{"\u00A0"}мин
    }
}
call-draft-repeats = { $repeats ->
    [1] Можно переслушать клавишей 1: один раз
   *[other] Можно переслушать клавишей 1: до { $repeats } раз
}
call-draft-inserts = Скрипт назовёт: { $inserts }
call-card-expected = ожидается { $price }
call-card-sounds = звучит { $seconds }{"\u00A0"}с
call-draft-nothing = Что прозвучит, пока не выбрано.
call-draft-voice = Голос: { $voice ->
    [male] мужской
   *[female] женский
}
call-draft-from = Номер: { $caller }
call-draft-from-duty = Номер: дежурный
call-draft-via = Сервис: { $provider }
call-draft-fallback = Запасной: { $provider }
call-draft-recording = С записью
call-draft-too-long = ⚠️ В тексте { $length ->
    [one] { $length } знак
    [few] { $length } знака
    [many] { $length } знаков
   *[other] { $length } знака
}, а сервис берёт не больше { $limit }. Сократите его в «Параметрах», и можно будет звонить.
call-draft-outside-window = 🌙 У абонента сейчас { $time }, это вне часов для звонков. Позвонить всё равно?
call-draft-outside-window-then = 🌙 В назначенное время у абонента { $time }, это вне часов для звонков. Позвонить всё равно?
call-draft-extension = ⚠️ Добавочный номер ({ $extensions }) набрать нельзя: звонок придёт на общий номер.
call-choice-several = 🤔 В сообщении { $count ->
    [one] { $count } номер
    [few] { $count } номера
    [many] { $count } номеров
   *[other] { $count } номера
}, и неясно, кому звонить. Вычеркните под карточкой лишние или оставьте все.
call-choice-one = 🤔 В сообщении { $count ->
    [one] { $count } номер
    [few] { $count } номера
    [many] { $count } номеров
   *[other] { $count } номера
}, и неясно, какой нужен. Выберите его под карточкой.
call-choice-keep = Оставить все

call-when-one = { $time }
call-when-both = { $time } по времени абонента ({ $zone }), у вас { $ours }
call-when-mixed = { $time } по вашему времени ({ $zone }), у абонентов часовые пояса разные
call-clock-callee = Время — по часам абонента, там сейчас { $now } ({ $zone }).
call-clock-own = Время — по вашим часам, сейчас { $now } ({ $zone }).
call-clock-ours = У абонентов часовые пояса разные, поэтому время — по вашим часам, сейчас { $now } ({ $zone }).

call-planned-title = 🗓 <b>{ $count ->
    [one] Запланирован { $count } звонок
    [few] Запланировано { $count } звонка
    [many] Запланировано { $count } звонков
   *[other] Запланировано { $count } звонка
}</b>
call-card-planned = запланирован на { $when }
call-card-waits-until = пойдёт { $time } по времени абонента

call-card-list-title = 📞 <b>{ $count ->
    [one] { $count } звонок
    [few] { $count } звонка
    [many] { $count } звонков
   *[other] { $count } звонка
}</b> — готово { $over } из { $count }
call-card-list-over = 🏁 <b>{ $count ->
    [one] { $count } звонок
    [few] { $count } звонка
    [many] { $count } звонков
   *[other] { $count } звонка
}</b> — { $reached ->
    [0] ни один не состоялся
    [one] состоялся { $reached } из { $count }
    [few] состоялись { $reached } из { $count }
    [many] состоялось { $reached } из { $count }
   *[other] состоялись { $reached } из { $count }
}
call-card-by = Сотрудник: { $author }
call-card-pressed = Запуск: { $name }
call-card-attempt = попытка { $attempt }
call-card-digit = нажал { $digit }
call-card-stayed = остался на линии
call-card-answer = ответил «{ $answer }»
call-card-meaning = { $said } — { $meaning }
call-card-talk = { $minutes ->
    [0] { $seconds }{"\u00A0"}с
   *[other] { $minutes }{"\u00A0"}мин { $seconds }{"\u00A0"}с
}
call-card-unrecognised = Непонятный ответ сервиса: «{ $word }». Бот следит за звонком дальше.
call-card-words = Ответ сервиса: «{ $words }»
call-card-recording-at = Запись разговора: { $address }
call-card-withdrawn = 🚫 { $phone } — отменено, звонка не было

call-state-waiting = ждёт своего времени
call-state-in-line = ждёт очереди, сервису ещё не отправлен
call-state-submitting = звоним…
call-state-placed = звонок в очереди
call-state-ringing = идёт вызов
call-state-talking = идёт разговор
call-state-completed = разговор состоялся
call-state-no_answer = не ответил
call-state-busy = занято
call-state-voicemail = автоответчик
call-state-failed = не удалось дозвониться
call-state-canceled = отменено
call-state-missed = время пропущено, звонка не было
call-state-rejected = сервис отказал
call-state-unknown = Неизвестно, прошёл ли этот звонок.
call-state-looked-for = выясняется у сервиса, прошёл ли звонок
call-state-expired = итог неизвестен

reason-interrupted = Бот перезапустился, пока ждал ответа сервиса. Проверьте звонок в личном кабинете сервиса и решите: сам бот второй раз не позвонит.
reason-confirmed = Сотрудник подтвердил, что звонок был.
reason-missed = Бот не работал в назначенное время. Если звонок ещё нужен, нажмите «Позвонить сейчас».
reason-missed-turn = Очередь дошла до звонка слишком поздно, поэтому он не состоялся. Если он ещё нужен, нажмите «Позвонить сейчас».
reason-expired = За сутки сервис так и не сообщил итог.
reason-not-begun = Звонок до сих пор не начался. Обычно это модерация: попросите менеджера сервиса снять её с учётной записи или с ролика. Для звонков с текстом её снимают только с учётной записи. Если за сутки звонок не начнётся, бот перестанет за ним следить.
reason-not-started = За сутки звонок так и не начался, следить за ним бот перестал. Обычно это модерация: попросите менеджера сервиса снять её с учётной записи или с ролика. Для звонков с текстом её снимают только с учётной записи.


call-press-placing = Звоним…
call-press-planned = Звонок запланирован
call-press-placed-already = Уже звоним
call-press-over-already = Этот звонок уже был, итог на его карточке
call-press-again-already = Карточка нового звонка уже ниже
call-press-planned-already = Уже запланирован на { $when }
call-press-withdrawn-already = Этот звонок отменён. Если он нужен, нажмите «Позвонить ещё».
call-press-placing-again = Звоним снова…
call-press-late = Когда вы нажали, бот был недоступен, поэтому звонка не было. Если он ещё нужен, нажмите снова.
call-card-late = ⏳ Нажатие дошло слишком поздно, поэтому звонка не было. Если он ещё нужен, нажмите снова.
call-press-settled-already = Уже решено, смотрите карточку
call-press-confirmed = Отмечено: звонок был
call-press-withdrawn = Отменено
call-press-too-late = Отменять уже нечего

call-request-title = 🧾 Запрос к сервису { $provider }, ключ скрыт:
call-request-per-phone = Такой запрос уйдёт по каждому номеру, здесь — первый.

call-phones-ask =
    { $what ->
        [callback] <b>С кем соединить?</b> Пришлите номер клиента или контакт. Сначала зазвонит ваш телефон.
        [verify] <b>Какой номер проверить?</b> Пришлите номер или контакт. Сервис позвонит на него; код — последние цифры входящего номера.
       *[call]
            <b>Кому позвонить?</b> Пришлите номер или контакт. Несколько — через запятую или по одному в строке.
            Можно и сразу с текстом:
            <code>/call +7 999 123-45-67 Ваш заказ готов</code>
    }
call-usage-text = Напишите номер и текст: <code>/call +7 999 123-45-67 Ваш заказ готов</code>
    Номеров может быть несколько — через запятую или по одному в строке.
call-edited-stands = Сообщение изменено, но звонок по нему уже идёт или отменён: карточка остаётся прежней. Чтобы позвонить иначе, отправьте новую команду.
call-cancel-done = Отменено. Звонка не будет.
call-cancel-nothing = Отменять нечего. Запланированный звонок можно отменить в /calls.
call-cancel-dialog = Всё осталось как было.
call-sound-usage = Чтобы прозвучал этот звук, напишите номер: <code>/call +7 999 123-45-67</code> в подписи к нему или в ответ на него.
call-sound-text = 🔇 Звук из сообщения, на которое вы ответили, не прозвучит: сервис прочитает ваш текст. Чтобы прозвучал звук, ответьте на него командой с одним номером, без текста.
call-sound-nowhere = 🔇 Этот звук не прозвучит: ни один из подключённых сервисов не хранит ролики. Выберите, что сказать.
call-draft-purpose = Повод: { $purpose }
call-card-below = ↓ Карточка этого звонка ниже.
call-cancel-begun = Отменено. Звонок не создан.
call-answer-title = 📥 { $provider } о звонке { $phone }, как пришло:
call-answer-placing = 📥 { $provider } на запрос о звонке { $phone }, как пришло:
call-answer-plain = 📥 { $provider } на этот запрос, как пришло:
call-answer-cut =
    { $count ->
        [one] Здесь начало: ещё { $count } знак не сохранён.
        [few] Здесь начало: ещё { $count } знака не сохранены.
        [many] Здесь начало: ещё { $count } знаков не сохранено.
       *[other] Здесь начало: ещё { $count } знака не сохранены.
    }
call-answer-no-room = Здесь начало: целиком в сообщение не помещается.
exchange-request = 🧾 Показать запрос
exchange-answer = 📥 Ответ
