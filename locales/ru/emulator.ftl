# /emulator: запрос к сервису, собранный вручную. Сам по себе никуда не уходит.

emulator-services-ask = 🧪 <b>Эмулятор запросов</b>
    Соберите запрос к сервису и посмотрите, каким он уйдёт. Пока вы не нажмёте «Отправить провайдеру», ничего не отправляется.
    К какому сервису обращаемся?
emulator-services-none = 🧪 <b>Эмулятор запросов</b>
    Ни один сервис не подключён: администратору нужно указать ключи в настройках.
emulator-services-private = Эмулятор работает в личном чате с ботом: в запросах и ответах видны номера клиентов.
emulator-operations-ask = 🧪 <b>{ $service }</b>
    Ключ API: <code>{ $secret }</code>. Через API его не сменить, только в личном кабинете сервиса.
    Что просим сделать?
emulator-operations-name = { $places ->
    [true] 📞 <b>{ $name }</b>
   *[false] <b>{ $name }</b>
}
emulator-form-title = 🧪 <b>{ $service } · { $operation }</b>
emulator-form-places = 📞 Отправка такого запроса заказывает настоящий звонок.
emulator-form-required = <b>Обязательные поля</b>
emulator-form-optional = <b>Остальные поля</b>
emulator-form-nothing = Заполнять нечего: у этого запроса нет полей.
emulator-form-problem = ⚠️ { $problem }
emulator-form-inside = ⚠️ Внутри есть ошибки: откройте поле
emulator-form-absent = Через API недоступно: { $options }.
emulator-form-key = Ключ API: <code>{ $secret }</code>. Через API его не сменить, только в личном кабинете сервиса.
emulator-form-file = { $name }, { $size } КБ
emulator-form-show = 🧾 Показать запрос
emulator-form-used = ↩️ Прошлые значения
emulator-form-clear = 🧹 Очистить
emulator-form-remove = 🗑 Убрать этот пункт
emulator-items-ask = Добавьте пункт или откройте тот, который нужно изменить.
emulator-items-plain = Пришлите одно или несколько значений: через запятую или каждое с новой строки. Нажатие на значение убирает его.
emulator-items-add = ➕ Добавить
emulator-items-clear = 🧹 Убрать все

emulator-ask-text = Пришлите текст сообщением. Если он длиннее сообщения, пришлите его файлом .txt.
emulator-ask-integer = Пришлите целое число.
emulator-ask-decimal = Пришлите число, например 17.25.
emulator-ask-flag = Выберите.
emulator-ask-choice = Выберите.
emulator-ask-phone = Пришлите номер телефона в любой привычной записи.
emulator-ask-time = Пришлите дату или дату и время. Если сервис считает в секундах, годится и «25.11.2026 14:30».
emulator-ask-file = Пришлите файл документом или запишите голосовое сообщение. Файл уйдёт без изменений, до 20 МБ; звук для телефонной линии из него делает /records.
emulator-value-limits = Допустимо: { $limits }
emulator-value-spoken = Плюс перед гласной ставит ударение: <code>зам+ок</code>. Дефис между словами делает паузу.
emulator-value-secret = Значение секретное: бот не показывает его и не запоминает.
emulator-value-now = Сейчас: <code>{ $value }</code>
emulator-value-yes = Да (1)
emulator-value-no = Нет (0)
emulator-value-clear = 🧹 Убрать значение

emulator-ready-curl = 📋 Строка для curl
emulator-ready-send = 📤 Отправить провайдеру
emulator-ready-edit = ✏️ Изменить
emulator-ready-places = 📞 Отправка закажет настоящий звонок: он стоит денег, а человеку позвонят. Бот не следит за такими звонками и не проверяет время у абонента.
emulator-ready-admins = Отправляют запросы только администраторы.
emulator-ready-lost = ❔ Ваш прошлый запрос этой операции уже ушёл, а ответа бот не увидел. Прежде чем отправлять ещё раз, посмотрите в личном кабинете сервиса, что с ним стало.
emulator-confirm-ask = 📞 <b>Это настоящий звонок.</b> Сервис { $service } наберёт номер и спишет деньги. Отправить?

emulator-answer-sending = ⏳ Отправляем и ждём ответа.
emulator-answer-status = Ответ: HTTP { $status }
emulator-answer-empty = Тело ответа пустое.
emulator-answer-file = Здесь начало ответа, целиком он в файле.
emulator-answer-lost = ❔ Запрос ушёл, а ответ не сохранился: бота остановили раньше. Что стало с запросом, видно в личном кабинете сервиса.
emulator-answer-again = Этот запрос уже отправлен, второй раз он не уходит.
emulator-answer-other = 🧪 Другой запрос

emulator-late = Нажатие дошло слишком поздно, поэтому ничего не отправлено. Если запрос ещё нужен, нажмите снова.
emulator-gone = Этого больше нет. Откройте /emulator заново.
emulator-too-much = Значений слишком много, столько бот не удержит. Уберите лишнее.
emulator-no-text = Нужен текст: сообщением или файлом .txt в кодировке UTF-8.
emulator-no-file = Нужен файл: документ, аудио или голосовое сообщение.
emulator-file-large = Файл слишком велик: Telegram отдаёт ботам файлы до { $limit } МБ.

emulator-absent-voicemail_filter = фильтр автоответчиков
emulator-absent-silence_detection = автоматическое определение тишины
emulator-absent-manager_caller_id = свой исходящий номер при соединении с менеджером
emulator-absent-interruption = определение того, что робота перебили
emulator-absent-menu_tags = теги у пунктов голосового меню

emulator-limit-plain = { $range }
emulator-limit-characters = знаков: { $range }
emulator-limit-items = пунктов: { $range }
emulator-limit-seconds = секунды UNIX
emulator-limit-gender = 0 — женский, 1 — мужской
emulator-limit-json = объект JSON
emulator-limit-words = слова через пробел
emulator-limit-language = как ru-RU
emulator-limit-phone = 7XXXXXXXXXX, 11 цифр
emulator-limit-manager = телефон, телефон^добавочный или номер офиса с 0
emulator-limit-hours = 09001800 или семь таких подряд
emulator-limit-letters = буквы и цифры
emulator-limit-hash = 32 шестнадцатеричные цифры
emulator-limit-extension = до 10 цифр
emulator-limit-minute = 2026-11-25 14:30
emulator-limit-date_or_digits = дата (2026-11-25 или 25.11.2026) или цифры
emulator-limit-call_id = номер звонка у сервиса

emulator-problem-required = Заполните это поле
emulator-problem-too_long = Слишком длинно: знаков не больше { $what }
emulator-problem-too_short = Слишком коротко: знаков не меньше { $what }
emulator-problem-too_few = Пунктов должно быть не меньше { $what }
emulator-problem-too_many = Пунктов должно быть не больше { $what }
emulator-problem-at_most = Не больше { $what }
emulator-problem-at_least = Не меньше { $what }
emulator-problem-below = Нужно число меньше { $what }
emulator-problem-above = Нужно число больше { $what }
emulator-problem-integer = Нужно целое число
emulator-problem-number = Нужно число
emulator-problem-places = Знаков после запятой не больше { $what }
emulator-problem-flag = Нужно «да» или «нет»
emulator-problem-nested = Заполните поля внутри
emulator-problem-one_of = Подходит только: { $what }
emulator-problem-shape = Записано не так, как ждёт сервис
emulator-problem-extra = Такого поля у сервиса нет
emulator-problem-exactly_one = Заполните ровно одно из полей: { $what }
emulator-problem-either = Нужно одно из двух полей: { $what } или { $other }
emulator-problem-source = Источник — { $what }, но это поле не заполнено
emulator-problem-twice = Цифра { $what } стоит в двух пунктах
emulator-problem-two_silent = В двух пунктах нет ни цифры, ни ключевых слов, а такой может быть один
emulator-problem-example = Записывайте так: { $what }
emulator-problem-hours = Нужно 8 цифр, например { $what }, или 56: по восемь на каждый день с понедельника
emulator-problem-closes = { $what }: открытие должно быть раньше закрытия, а выходной — 00000000
emulator-problem-clock = { $what } — такого времени не бывает
emulator-problem-date_or_digits = Нужна дата или цифры
emulator-problem-phone = Нужен номер из 11 цифр без добавочного
emulator-problem-extension = После ^ — добавочный номер, до 10 цифр
emulator-problem-email = Нужен адрес почты
emulator-problem-address = Адрес начинается с http:// или https:// и не содержит пробелов
emulator-problem-json = Нужен объект JSON строкой, например { $what }
emulator-problem-moment = Нужны дата и время: 25.11.2026 14:30
emulator-problem-order = Начало должно быть раньше конца
emulator-problem-own_message = Свой текст у абонента возможен, только когда в настройках тоже текст
emulator-problem-other = Сервис такого не примет: { $what }

emulator-does-cd1 = заказать звонок с текстом или роликом, меню и вебхуком
emulator-does-cd2 = узнать, что стало со звонками
emulator-does-cd3 = создать аудиоролик из текста или файла
emulator-does-cd4 = удалить аудиоролики
emulator-does-cd5 = узнать номер кабинета и баланс
emulator-does-cd6 = узнать, с каких номеров можно звонить
emulator-does-cd7 = узнать, на каких языках робот говорит
emulator-does-cd8 = проверить номер клиента: ему поступит звонок
emulator-does-cdx1 = узнать список аудиороликов (в документации этого запроса нет)
emulator-does-cdx2 = отменить запланированные звонки (в документации этого запроса нет)
emulator-does-po1 = заказать звонок с текстом или роликом, меню и вебхуком
emulator-does-po2 = узнать, что стало со звонками; без номеров — со всеми
emulator-does-po3 = создать аудиоролик из текста или файла
emulator-does-po4 = удалить один аудиоролик
emulator-does-po5 = узнать номер кабинета и баланс
emulator-does-pox1 = узнать список аудиороликов (в документации этого запроса нет)
emulator-does-pox2 = отменить запланированные звонки (в документации этого запроса нет)
emulator-does-ck1 = заказать обратные звонки: сначала менеджеру, потом клиенту
emulator-does-ck2 = заказать один обратный звонок, все поля подряд
emulator-does-ck3 = узнать всё об одном звонке
emulator-does-ck4 = получить звонки за период
emulator-does-ck5 = получить завершённые звонки за период
emulator-does-ck6 = получить звонки за период с нужными статусами
emulator-does-ck7 = узнать, что есть в кабинете: остаток, виджеты
emulator-does-ck8 = создать виджет
emulator-does-ck9 = удалить виджет
emulator-does-ck10 = получить звонки Tap2Call за период
emulator-does-ck11 = поставить звонку метку
emulator-does-ck12 = получить документацию сервиса
emulator-does-mg1 = разослать звонки: с текстом, фразой или сценарием
emulator-does-mg2 = узнать, что стало с рассылкой
emulator-does-mg3 = узнать баланс
emulator-does-mg4 = получить список сценариев
emulator-does-mg5 = получить список фраз
emulator-does-mg6 = узнать, с каких номеров можно звонить
emulator-does-mg7 = получить шаблоны клиента
emulator-does-mg8 = создать или изменить шаблоны клиента
