options-main-text = ✏️ Текст
options-main-record = 🎵 Аудиоролик
options-main-voice = { $voice ->
    [male] 🗣 Голос: мужской
   *[female] 🗣 Голос: женский
}
options-main-recording = { $recording ->
    [true] ⏺ Записывать разговор: да
   *[false] ⏺ Записывать разговор: нет
}
options-main-caller = ☎️ Звонить с: { $caller }
options-main-done = ✅ Готово
options-text-ask = Напишите, что услышит абонент, одним сообщением, до { $limit } знаков.
options-text-marks = Плюс перед гласной ставит ударение: <code>зам+ок</code>. Дефис между словами делает паузу.
options-record-ask = Пришлите номер аудиоролика. Он виден в кабинете сервиса, в разделе «Аудиоролики».
options-caller-ask = С какого номера звонить? Здесь подтверждённые номера из кабинета сервиса.
options-caller-duty = Дежурный номер
options-text-ask-manager = Напишите, что прочитают менеджеру перед разговором, одним сообщением, до { $limit } знаков. Клиент этого не услышит.
options-text-silent = Ничего не читать
options-main-first = 📲 Сначала звонит { $first }
options-main-text-manager = ✏️ Текст менеджеру
options-main-info = ℹ️ Дополнительно
options-main-when = 🕒 Когда: { $at }
options-main-phrase = 🎵 Готовая фраза
options-main-script = 🎬 Скрипт
options-main-language = 🌐 Язык: { $language }
options-main-service = 📡 Сервис: { $service }
options-main-second = 🛟 Запасной сервис: { $second }
options-service-ask = Через какой сервис звонить? Аудиоролики, меню, номер и язык у каждого свои, их придётся выбрать заново.
options-second-ask = Запасной сервис позвонит, только если первый точно откажет. Если судьба звонка неизвестна, второго запроса не будет.
options-second-none = Без запасного
options-language-ask = На каком языке прочитать текст?
options-language-own = Как обычно у сервиса
options-saved-ask = { $what ->
    [scripts] Какой скрипт запустить? Здесь скрипты из кабинета сервиса.
   *[phrases] Какая фраза прозвучит? Здесь готовые фразы из кабинета сервиса.
}
options-saved-none = { $what ->
    [scripts] В кабинете сервиса нет ни одного скрипта.
   *[phrases] В кабинете сервиса нет ни одной готовой фразы.
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
options-when-ask = Когда соединить? Напишите время: <code>18:30</code>, <code>завтра 10:00</code> или <code>21.11 18:30</code>.
options-when-at-once = Сейчас
options-when-now = сейчас
options-records-ask = Какой аудиоролик прозвучит? Выберите из списка или пришлите номер.
    ✅ можно звонить, ⏳ ждёт модератора, ⛔️ отклонён.
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
options-plan-calendar = 📅 Выбрать день
options-plan-anyway = 🌙 Всё равно { $outside }
options-date-ask = В какой день позвонить?
options-time-ask = Во сколько позвонить { $day } { $month }? Нажмите кнопку или напишите время: <code>18:30</code>.
options-main-attempts = 🔁 Попытки: { $attempts }
options-main-repeats = 🔂 Прослушиваний: { $repeats }
options-main-both = 🔁 Попытки: { $attempts }, прослушиваний: { $repeats }
options-attempts-ask = Сколько раз сервису звонить, если не дозвонился, и сколько раз абонент сможет прослушать сообщение? Для повтора он нажмёт 1.
options-attempts-count = Попытки: { $count }
options-attempts-interval = { $minutes } мин
options-attempts-repeat = Прослушиваний: { $count }
options-joining-ask =
    Через { $service } это будет обратный звонок: сначала зазвонит телефон сотрудника, и только потом — клиента.
    { $said ->
        [text] Текст услышит сотрудник, а не клиент.
        [record] Аудиоролик и меню там не проигрываются: разговаривает сотрудник.
       *[other] Разговаривает сотрудник.
    }
options-joining-yes = Сделать обратным звонком
options-main-purpose = 🎯 Повод: { $purpose }
options-purpose-ask = Зачем звоним? Напишите одним сообщением, до { $longest } знаков. Повод увидят коллеги на карточке, абонент его не услышит.
options-purpose-none = Не указывать
