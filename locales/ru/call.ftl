call-draft-title = 📞 <b>Новый звонок</b>
call-draft-list-title = 📞 <b>Новые звонки: { $count ->
    [one] { $count } номер
    [few] { $count } номера
    [many] { $count } номеров
   *[other] { $count } номера
}</b>
call-draft-to = Кому: { $phones }
call-draft-record = Прозвучит аудиоролик № { $number }
call-draft-record-named = Прозвучит аудиоролик «{ $name }»
call-draft-record-long = Прозвучит аудиоролик «{ $name }», { $seconds } с
call-draft-record-cost = Цена аудиоролика по данным сервиса: { $cost }
call-draft-record-waiting = ⚠️ Аудиоролик ещё не проверен модератором: звонок не начнётся, пока его не одобрят.
call-draft-record-refused = ⚠️ Аудиоролик отклонён модератором или удалён: звонок с ним не начнётся. Выберите другой в «Параметрах».
call-draft-phrase = Прозвучит готовая фраза № { $number }
call-draft-script = Запустится скрипт № { $number }
call-draft-when = Когда: { $when }
call-draft-when-now = Когда: сразу
call-draft-attempts = Если не дозвонится: до { $attempts } попыток, каждые { $interval } мин
call-draft-repeats = Можно прослушать до { $repeats } раз: в конце предложат нажать 1
call-draft-nothing = Что прозвучит, ещё не выбрано. Нажмите «Параметры».
call-draft-voice = { $voice ->
    [male] Мужской голос
   *[female] Женский голос
}
call-draft-from = с номера { $caller }
call-draft-from-duty = с дежурного номера
call-draft-language = язык { $language }
call-draft-fallback = запасной сервис { $provider }
call-draft-recording = разговор записывается
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
call-when-both = { $time } по времени абонента ({ $zone }), у нас { $ours }
call-when-mixed = { $time } по нашему времени ({ $zone }), у абонентов часовые пояса разные
call-clock-callee = Время считаем по часам абонента, там сейчас { $now } ({ $zone }).
call-clock-ours = У абонентов часовые пояса разные, поэтому время считаем по нашим часам: сейчас { $now } ({ $zone }).

call-planned-title = 🗓 <b>{ $count ->
    [one] Запланирован { $count } звонок
    [few] Запланировано { $count } звонка
    [many] Запланировано { $count } звонков
   *[other] Запланировано { $count } звонка
}</b>
call-card-planned = 🗓 Запланирован на { $when }
call-card-planned-list = 🗓 Запланированы на { $when }
call-card-waits-until = ⏳ пойдёт { $time } по времени абонента

call-card-title = 📞 <b>{ $phone }</b>
call-card-list-title = 📞 <b>{ $count ->
    [one] { $count } звонок
    [few] { $count } звонка
    [many] { $count } звонков
   *[other] { $count } звонка
}</b>
call-card-via = через { $provider }
call-card-by = Сотрудник: { $author }
call-card-attempt = попытка { $attempt }
call-card-digit = нажал { $digit }
call-card-stayed = остался на линии
call-card-answer = ответил «{ $answer }»
call-card-meaning = { $said } — { $meaning }
call-card-cost = Цена: { $cost }
call-card-talk = Разговор: { $seconds } с
call-card-unrecognised = Сервис сообщил непонятное: «{ $word }». Следим дальше.
call-card-words = Ответ сервиса: «{ $words }»
call-card-recording-at = Запись разговора: { $address }
call-card-withdrawn = 🚫 Отменено, звонка не было.

call-state-waiting = ⏳ Ждёт своего времени
call-state-in-line = ⏳ Ждёт своей очереди, сервису ещё не отправлен
call-state-submitting = 📨 Отправляем сервису
call-state-placed = 📤 Сервис принял звонок
call-state-ringing = 🔔 Вызов идёт
call-state-talking = 🗣 Идёт разговор
call-state-completed = ✅ Разговор состоялся
call-state-no_answer = 📵 Не ответил
call-state-busy = ⛔️ Занято
call-state-voicemail = 📼 Ответил автоответчик
call-state-failed = ❌ Не удалось
call-state-canceled = 🚫 Отменено
call-state-missed = ⏰ Время пропущено, звонка не было
call-state-rejected = ❌ Звонок не размещён
call-state-unknown = ❓ Неизвестно, был ли размещён этот звонок.
call-state-expired = ⌛️ Чем закончился звонок, неизвестно

reason-interrupted = Бот остановился, пока ждал ответа сервиса. Проверьте в кабинете сервиса и решите сами: второй раз бот не позвонит.
reason-confirmed = Сотрудник подтвердил, что звонок был размещён.
reason-missed = Бот не работал в назначенное время. Если звонок ещё нужен, нажмите «Позвонить сейчас».
reason-missed-turn = Очередь дошла до звонка слишком поздно, поэтому он не состоялся. Если он ещё нужен, нажмите «Позвонить сейчас».
reason-expired = За сутки сервис так и не сообщил итог.

result-notice-title = { $phone }: { $state }
result-notice-list = { $count ->
    [one] { $count } звонок завершён
    [few] { $count } звонка завершены
    [many] { $count } звонков завершены
   *[other] { $count } звонка завершены
}
result-notice-by = Сотрудник: { $author }

call-press-placing = Размещаем звонок
call-press-planned = Звонок запланирован
call-press-placed-already = Этот звонок уже размещён
call-press-again-already = Карточка нового звонка уже ниже
call-press-planned-already = Этот звонок уже запланирован
call-press-withdrawn-already = Этот звонок отменён. Если он нужен, нажмите «Позвонить ещё».
call-press-placing-again = Размещаем новый звонок
call-press-late = Когда вы нажали, бот был недоступен, поэтому звонка не было. Если он ещё нужен, нажмите снова.
call-card-late = ⏳ Нажатие дошло слишком поздно, поэтому звонка не было. Если он ещё нужен, нажмите снова.
call-press-settled-already = Уже решено, смотрите карточку
call-press-confirmed = Отметили: звонок был
call-press-withdrawn = Отменено
call-press-too-late = Отменять уже нечего

call-request-title = Запрос к сервису { $provider }, ключ скрыт:
call-request-per-phone = Такой запрос уйдёт по каждому из номеров, здесь первый.

call-phones-ask =
    { $what ->
        [callback] <b>С кем соединить?</b> Пришлите номер клиента или контакт. Сначала зазвонит ваш телефон.
        [verify] <b>Какой номер проверить?</b> Пришлите номер или контакт. Последние цифры входящего звонка — это код.
       *[call]
            <b>Кому позвонить?</b> Пришлите номер или контакт. Несколько — через запятую или по одному в строке.
            Можно и сразу с текстом: <code>/call +7 999 123-45-67 Ваш заказ готов</code>
    }
call-usage-text = Напишите номер и текст: <code>/call +7 999 123-45-67 Ваш заказ готов</code>
    Номеров может быть несколько: через запятую или каждый с новой строки.
call-edited-stands = Вы изменили сообщение, но звонок по нему уже размещён или отменён: карточка остаётся прежней. Чтобы позвонить иначе, отправьте новую команду.
call-cancel-done = Отменено. Звонка не будет.
call-cancel-nothing = Отменять нечего: все заказы уже размещены или отменены. Размещённый звонок отозвать нельзя, а запланированный отменяют на его карточке: она открывается в /calls.
call-cancel-dialog = Хорошо, оставили как было.
call-sound-usage = Чтобы прозвучал этот звук, напишите номер: <code>/call +7 999 123-45-67</code> в подписи к нему или в ответ на него.
call-sound-text = 🔇 Звук из сообщения, на которое вы ответили, не прозвучит: сервис прочитает ваш текст. Чтобы прозвучал звук, ответьте на него командой с одним номером, без текста.
call-sound-managers = 🔇 Этот звук не прозвучит: аудиоролики делают менеджеры. Выберите, что сказать.
call-sound-nowhere = 🔇 Этот звук не прозвучит: ни один из подключённых сервисов не хранит аудиоролики. Выберите, что сказать.
call-draft-purpose = Повод: { $purpose }
call-card-below = ↓ Карточка этого звонка ниже.
call-cancel-begun = Отменено. Звонок не создан.
