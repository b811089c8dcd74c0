# «Подробности»: что сервис сообщил о звонке сверх карточки. Одно и то же у всех сервисов названо одинаково.

details-title = ℹ️ <b>Подробности</b> · { $phone }
details-title-of = ℹ️ <b>Подробности</b> · { $phone } · { $number }{"\u00A0"}из{"\u00A0"}{ $count }
details-no-call = Сервис ещё ничего не знает об этом звонке.
details-none = Сервис { $provider } пока ничего к этому не добавил.

details-about-number = Номер у сервиса: <code>{ $value }</code>
details-about-explained = Пояснение сервиса: { $value }
details-about-manager_leg = Звонок менеджеру: { $value }
details-about-client_leg = Звонок клиенту: { $value }
details-about-cause = Почему закончился: { $value }
details-about-expected = Ожидаемая цена: { $value }
details-about-sound = Сообщение длится { $value }
details-about-dialled = Начали набирать: { $value }
details-about-answered = Абонент ответил: { $value }
details-about-ended = Звонок закончен: { $value }
details-about-lasted = Длительность: { $value }
details-about-talked = Разговор с клиентом: { $value }
details-about-billed = К оплате: { $value }
details-about-attempt = Номер попытки: { $value }
details-about-attempts = Сделано попыток: { $value }
details-about-connected = Как соединили: { $value }
details-about-answers = Ответы по порядку: { $value }
details-about-heard = Менеджер прослушал текст, раз: { $value }
details-about-recognised = Попыток распознать речь: { $value }
details-about-passed_to = Переведён на { $value }
details-about-passed_state = Перевод звонка: { $value }
details-about-passed_dialled = Начали набирать менеджера: { $value }
details-about-passed_answered = Менеджер ответил: { $value }
details-about-passed_lasted = Разговор после перевода: { $value }
details-about-passed_price = Цена перевода: { $value }
details-about-sms_state = SMS: { $value }
details-about-sms_sent = SMS отправлено: { $value }
details-about-sms_parts = Частей в SMS: { $value }
details-about-sms_price = Цена SMS: { $value }
details-about-sms_text = Текст SMS: «{ $value }»
details-about-blocked = Чёрный список сервиса: { $value }
details-about-tags = Метки: { $value }
details-about-source = Источник: { $value }
details-about-first_source = Источник первого визита: { $value }
details-about-visit = Номер визита клиента: { $value }
details-about-pages = Страниц до звонка: { $value }
details-about-page = Страница: { $value }
details-about-site = Сайт: { $value }
details-about-place = Откуда клиент: { $value }
details-about-address = IP клиента: { $value }
details-about-browser = Браузер клиента: { $value }
details-about-analytics = Google Analytics: { $value }

details-minutes = { $count }{"\u00A0"}мин
details-with-code = { $words } (код { $code })
details-blocked = номер занесён

# Вторая сторона: менеджер, которому звонок передали.
details-leg-placed = ещё не набирали
details-leg-ringing = идёт вызов
details-leg-talking = идёт разговор
details-leg-completed = поговорили
details-leg-no_answer = не ответили
details-leg-busy = занято

details-sms-delivered = доставлено

# a_type CallKeeper: как его робот соединил стороны.
details-connection-1 = без SmartCall
details-connection-2 = SmartCall, тоновый набор (аналоговый)
details-connection-3 = SmartCall, тоновый набор (цифровой)
details-connection-4 = голосовой SmartCall
details-connection-5 = автоматически, сразу после текста для менеджера

# Коды завершения по Q.850.
details-cause-1 = такого номера нет
details-cause-2 = нет пути в нужную сеть
details-cause-3 = нет пути к абоненту
details-cause-6 = канал не подходит
details-cause-16 = обычное завершение
details-cause-17 = абонент занят
details-cause-18 = телефон абонента не отвечает
details-cause-19 = абонент не ответил
details-cause-20 = абонент вне сети
details-cause-21 = звонок отклонён
details-cause-22 = номер абонента изменился
details-cause-26 = звонок ушёл по другому пути
details-cause-27 = телефон абонента неисправен
details-cause-28 = номер неполный или записан с ошибкой
details-cause-29 = услуга отклонена сетью
details-cause-31 = обычное завершение, без уточнения
details-cause-34 = нет свободных линий
details-cause-38 = сбой сети
details-cause-41 = временный сбой сети
details-cause-42 = станция перегружена
details-cause-44 = запрошенная линия недоступна
details-cause-47 = не хватает ресурсов сети
details-cause-50 = услуга не подключена
details-cause-52 = исходящие звонки запрещены
details-cause-54 = входящие звонки запрещены
details-cause-57 = нет права на такое соединение
details-cause-58 = такое соединение сейчас недоступно
details-cause-63 = услуга недоступна
details-cause-65 = такое соединение не поддерживается
details-cause-66 = такой канал не поддерживается
details-cause-69 = услуга не поддерживается
details-cause-79 = услуга не поддерживается, без уточнения
details-cause-88 = телефоны несовместимы
details-cause-95 = сеть получила запрос с ошибкой
details-cause-102 = истекло время ожидания
details-cause-111 = ошибка протокола
details-cause-127 = причина не уточняется

# История звонка.
details-author = 👤 Сотрудник: { $who }
details-provider = Сервис: { $provider }
details-answer = Ответ: { $answer }
details-price = Цена: { $price }
details-attempt = Попытка { $number }, { $provider }: { $state }
details-raw = Отчёт сервиса как есть
details-deed-place = 👆 «Позвонить»: { $who }
details-deed-place_missed = 👆 «Позвонить сейчас»: { $who }
details-deed-withdraw = 👆 «Отменить»: { $who }
details-deed-change_planned = 👆 «Изменить»: { $who }
details-deed-place_again = 👆 «Позвонить снова»: { $who }
details-deed-confirm_placed = 👆 «Звонок был»: { $who }
details-deed-matched = 👆 «Совпал»: { $who }
details-deed-differs = 👆 «Не совпал»: { $who }
details-deed-tag = 👆 «Метка»: { $who }
