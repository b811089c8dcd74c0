call-draft-title = 📞 <b>Новый звонок</b>
call-draft-list-title = 📞 <b>Новые звонки: { $count ->
    [one] { $count } номер
    [few] { $count } номера
    [many] { $count } номеров
   *[other] { $count } номера
}</b>
call-draft-to = Кому: { $phones }
call-draft-record = Прозвучит запись № { $record }
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
call-card-cost = Цена: { $cost }
call-card-talk = Разговор: { $seconds } с
call-card-waiting-until = Пойдёт в { $time }, когда откроется время для звонков
call-card-unrecognised = Сервис сообщил непонятное: «{ $word }». Следим дальше.
call-card-words = Ответ сервиса: «{ $words }»
call-card-recording-at = Запись разговора: { $address }
call-card-withdrawn = 🚫 Отменено, звонка не было.

call-state-waiting = ⏳ Ждёт своего времени
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
call-state-rejected = ❌ Звонок не размещён
call-state-unknown = ❓ Неизвестно, был ли размещён этот звонок.
call-state-expired = ⌛️ Чем закончился звонок, неизвестно

reason-interrupted = Бот остановился, пока ждал ответа сервиса. Проверьте в кабинете сервиса и решите сами: второй раз бот не позвонит.
reason-confirmed = Сотрудник подтвердил, что звонок был размещён.
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
call-press-placed-already = Этот звонок уже размещён
call-press-placing-again = Размещаем новый звонок
call-press-settled-already = Уже решено, смотрите карточку
call-press-confirmed = Отметили: звонок был
call-press-withdrawn = Отменено
call-press-too-late = Отменять уже нечего

call-request-title = Запрос к сервису { $provider }, ключ скрыт:
call-request-per-phone = Такой запрос уйдёт по каждому из номеров, здесь первый.

call-usage-text = Напишите номер и текст: <code>/call +7 999 123-45-67 Ваш заказ готов</code>
    Номеров может быть несколько: через запятую или каждый с новой строки.
call-cancel-done = Отменили последний заказ, звонка не будет.
call-cancel-nothing = Отменять нечего: все заказы уже размещены или отменены. Размещённый звонок отозвать нельзя.
call-cancel-dialog = Хорошо, оставили как было.
