options-main-text = ✏️ Текст
options-main-record = 🎵 Ролик
options-main-listen = 🎧 Прослушать
options-listen-there = Звук этого ролика есть только у сервиса.
options-main-voice = { $voice ->
    [male] 🗣 Голос: мужской
   *[female] 🗣 Голос: женский
}
options-main-recording = { $recording ->
    [true] ⏺ Запись: да
   *[false] ⏺ Запись: нет
}
options-main-caller = { $kind ->
    [duty] ☎️ Дежурный номер
    [number] ☎️ { $caller }
   *[word] ☎️ Номер: { $caller }
}
options-text-ask = Напишите, что услышит абонент, одним сообщением, до { $limit } знаков.{ $records ->
    [true] {" "}Или надиктуйте голосовое.
   *[false] {""}
}
options-text-moderated = Звонки с текстом начинаются, если модерация снята с учётной записи: об этом договариваются с менеджером сервиса.
options-text-marks = Плюс перед гласной ставит ударение: <code>зам+ок</code>. Дефис между словами делает паузу.
options-record-ask = Пришлите номер ролика, голосовое или файл со звуком. Номер виден в личном кабинете сервиса, в разделе «Аудиоролики».
options-caller-typed = С какого номера звонить? Пришлите номер, который подтверждён в личном кабинете сервиса.
options-caller-ask = С какого номера звонить? Здесь подтверждённые номера из личного кабинета сервиса.
options-caller-duty = Дежурный номер
options-text-ask-manager = Напишите, что прочитают менеджеру перед разговором, одним сообщением, до { $limit } знаков. Клиент этого не услышит.
options-text-silent = Ничего не читать
options-main-first = { $kind ->
    [number] 📲 { $first }
    [0] 📲 Сначала: первый офис
   *[other] 📲 Сначала: офис № { $first }
}
options-main-text-manager = ✏️ Текст сотруднику
options-main-info = ℹ️ Дополнительно
options-main-when = 🕒 Когда: { $at }
options-main-phrase = 🎵 Готовая фраза
options-main-script = 🎬 Скрипт
options-main-language = 🌐 Язык: { $language }
options-main-second = 🛟 Запасной: { $second }
options-second-ask = Если первый сервис откажет, позвонит запасной. Если ответ потеряется, не позвонит никто.
options-second-none = Без запасного
options-language-ask = На каком языке прочитать текст?
options-language-own = по умолчанию
options-saved-ask = { $what ->
    [scripts] Какой скрипт запустить? Здесь скрипты из личного кабинета сервиса.
   *[phrases] Какая фраза прозвучит? Здесь готовые фразы из личного кабинета сервиса.
}
options-saved-none = { $what ->
    [scripts] В личном кабинете сервиса нет ни одного скрипта.
   *[phrases] В личном кабинете сервиса нет ни одной готовой фразы.
}
options-choice-gone = Этого в списке больше нет. Откройте список заново.
options-first-ask = Чей телефон зазвонит первым?
options-first-ask-unknown = Чей телефон зазвонит первым? Свой телефон можно указать в /settings.
options-first-own = 📱 Мой: { $own }
options-first-office = 🏢 Офис по номеру
options-first-manager = ☎️ Другой телефон
options-office-ask = Пришлите номер офиса. Офисы виджета считаются с нуля: 0 — первый.
options-manager-ask = Пришлите телефон менеджера. Добавочный номер пишется в конце: <code>+7 495 123-45-67 доб. 123</code>
options-info-ask = Что ещё передать менеджеру? Напишите одним сообщением: сервис прочтёт это, когда менеджер нажмёт клавишу, заданную в виджете.
options-info-none = Ничего
options-when-now = сейчас
options-records-ask = Какой ролик прозвучит? Выберите из списка или пришлите номер, голосовое, файл со звуком.
    ✅ можно звонить, ⏳ ждёт модератора, ⛔️ отклонён.
options-records-own = 🗑 Удалить свой
options-own-ask = Какой ролик удалить? Здесь те, что записаны только для своих звонков.
options-main-menu = 📋 Меню: { $menu }
options-menu-ask = Какое меню услышит абонент после { $said ->
    [true] сообщения
   *[false] приветствия
}? ⚠️ — меню ещё не готово, его доделывают в /ivr.
options-menu-none-yet = У сервиса { $service } пока нет ни одного меню. Меню собирают в /ivr.
options-menu-without = Без меню
options-plan-ask = Когда позвонить? Нажмите кнопку или напишите: <code>45</code> (минут), <code>18:30</code>, <code>завтра 10:00</code> или <code>21.11 18:30</code>.
options-plan-minutes = { $minutes ->
    [60] Через час
    [120] Через 2 часа
   *[other] Через { $minutes } мин
}
options-plan-calendar = 📅 Другой день
options-plan-anyway = 🌙 Всё равно { $outside }
options-date-ask = В какой день позвонить? Можно на любой с { $first } по { $last }.
options-time-ask = { $day } ({ $weekday }). Во сколько позвонить? { $offered ->
    [true] Нажмите кнопку или напишите
   *[false] Напишите
} время: <code>18:40</code>.
options-main-attempts = 🔁 Попытки: { $attempts }
options-main-repeats = 🔂 Повторы: { $repeats }
options-attempts-ask = { $attempts ->
    [true] Если абонент не ответит, сервис позвонит ещё. «Как в ЛК» — столько и так часто, как указано в личном кабинете сервиса; о недозвоне тогда станет известно часа через два.
   *[false] {""}
} { $repeats ->
    [true] Сообщение можно переслушать клавишей{"\u00A0"}1.
   *[false] {""}
}
options-attempts-count = 🔁 Попыток
options-attempts-interval = ⏱ Пауза, минут
options-attempts-repeat = 🔂 Повторы по клавише 1
options-attempts-own = как в ЛК
options-main-inserts = 🔢 Подстановки
options-inserts-ask = Если в скрипте есть подстановки, заполните их; если нет, нажмите «Готово».
    { $name ->
        [amount] Сейчас — сумма в рублях: <code>17,25</code>
        [first] Сейчас — параметр 1: дата <code>25.11.2026</code> или цифры <code>142</code>
        [second] Сейчас — параметр 2: дата <code>25.11.2026</code> или цифры <code>142</code>
       *[third] Сейчас — параметр 3: дата <code>25.11.2026</code> или цифры <code>142</code>
    }
options-insert = { $name ->
    [amount] Сумма: { $value }
    [first] Параметр 1: { $value }
    [second] Параметр 2: { $value }
   *[third] Параметр 3: { $value }
}
options-inserts-none = 🧹 Убрать все
options-inserts-done = ✅ Готово
options-joining-ask =
    Сначала зазвонит телефон сотрудника, и только потом — клиента.
    { $said ->
        [text] Этот текст услышит сотрудник, а не клиент:
        [record] Ролик и меню там не проигрываются: разговаривает сотрудник.
       *[nothing] Разговаривает сотрудник.
    }
options-more-absent = Через API недоступно: { $options }.
options-main-purpose = 🎯 Повод: { $purpose }
options-purpose-ask = Какой повод для звонка? Напишите одним сообщением, до { $longest } знаков. Повод увидят коллеги на карточке, абонент его не услышит.
options-purpose-none = Не указывать
options-main-own = по умолчанию
options-main-no = нет
options-main-joining = Сделать обратным звонком
options-main-parting = Сделать обычным звонком
options-words-ask = <b>Что сказать абоненту?</b> Напишите текст{ $records ->
    [true] , надиктуйте голосовое, пришлите файл со звуком или выберите ролик
   *[false] {""}
}.
options-misread-line = ⚠️ Не получилось понять: { $written }
options-fix = ✏️ Исправить
options-fix-ask = Пришлите верный номер вместо этого: <code>{ $written }</code>. Если их несколько, пишите через запятую.
options-fix-without = Звонить без него
options-language-name = { $code ->
    [ru] русский
    [en] английский
    [kk] казахский
    [uk] украинский
    [be] белорусский
    [uz] узбекский
    [ky] киргизский
    [tg] таджикский
    [az] азербайджанский
    [hy] армянский
    [ka] грузинский
    [tr] турецкий
    [de] немецкий
    [fr] французский
    [es] испанский
    [it] итальянский
    [pl] польский
    [pt] португальский
    [zh] китайский
   *[other] -
}
options-parting-ask =
    Зазвонит сразу телефон клиента, сотрудника соединять не будут.
    { $said ->
        [text] Этот текст услышит клиент:
       *[nothing] Что сказать клиенту — следующим вопросом.
    }
options-plan-no-time = Без времени
options-date-today = Сегодня
options-date-tomorrow = Завтра
options-date-after = { $weekday }, { $day }
options-words-menu = 📋 Меню
options-words-template = 🗂 Шаблон
options-templates-ask = Какой шаблон клиента { $account } прозвучит?
options-templates-none = У клиента { $account } шаблонов пока нет. Их добавляют в /templates.
options-words-more = ⚙️ Параметры
options-main-redials = 🔁 Дозвон: { $redials }
options-main-extras = 📇 Сайт, почта, метки
options-redials-ask = Если до клиента или менеджера не дозвониться, сервис позвонит снова сам. Сколько минут ждать перед каждой новой попыткой? Нажмите кнопку или напишите, например <code>5, 10, 15</code>.
options-redials-preset = Через { $minutes } мин
options-redials-none = Не перезванивать
options-extras-ask = Что ещё передать в CallKeeper? Всё это необязательно.
options-extra-label = { $name }: { $value }
options-extra-none = 🧹 Убрать
options-extra-ask-site = С какого сайта пришёл клиент? Название будет видно в личном кабинете сервиса и в «Подробностях».
options-extra-ask-office_name = От какого офиса звонок? Название будет видно в личном кабинете сервиса.
options-extra-ask-client_email = Напишите почту клиента: сервис сохранит её вместе со звонком.
options-extra-ask-notification = На какую почту сервису прислать итог звонка?
options-extra-ask-record_to_manager = Пришлите ссылку на звук, который менеджер услышит до разговора, до { $longest } знаков.
options-extra-ask-record_to_await = Пришлите ссылку на звук, который менеджер услышит, пока набирают клиента, до { $longest } знаков.
options-extra-ask-utm = Откуда пришёл клиент? Пришлите ссылку с метками или сами метки: <code>utm_source=yandex, utm_campaign=zima</code>. По ним сервис отнесёт звонок к рекламе.
    Подойдут и метки аналитики, в том же виде:
    <blockquote expandable><code>roistat_id=7492561</code> — визит в Roistat
    <code>calltouch_session_id=9449450</code> — сессия Calltouch
    <code>ga_client_id=1526128712.1513128077</code> — клиент в Google Analytics
    <code>tool_name=Форма заявки</code> — форма или кнопка
    <code>current_page=https://site.ru/price</code> — страница с формой
    <code>entry_point=https://site.ru</code> — первая страница на сайте
    <code>ip_client=74.44.210.123</code>, <code>user_agent=Mozilla/5.0</code> — адрес и браузер</blockquote>
    Новые метки добавятся к прежним.
options-extra-ask-opening_hours = В какие часы сервису можно звонить клиенту? Например <code>9:00-18:00</code>, по времени виджета. Дни по отдельности записывают как в CallKeeper: 56 цифр, по восемь на день с понедельника, выходной — <code>00000000</code>.
