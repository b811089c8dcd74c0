# Чего сервис не умеет: так бот отвечает, когда об этом всё же просят.

cannot-voice_call = { $provider } не читает тексты вслух, а соединяет менеджера с клиентом. Выберите другой сервис.
cannot-callback = { $provider } не соединяет менеджера с клиентом. Выберите другой сервис.
cannot-caller_ids = { $provider } не даёт выбирать исходящий номер: его задают в личном кабинете сервиса.
cannot-own_number = { $provider } не даёт выбирать исходящий номер: его задают в личном кабинете сервиса.
cannot-duty_number = У сервиса { $provider } нет дежурных номеров. Выберите один из своих.
cannot-languages = { $provider } не даёт выбирать язык.
cannot-voices = { $provider } не даёт выбирать голос.
cannot-recording = { $provider } не записывает разговоры по просьбе.
cannot-records = { $provider } не принимает ролики.
cannot-phrases = У сервиса { $provider } нет готовых фраз.
cannot-scripts = У сервиса { $provider } нет скриптов.
cannot-tags = { $provider } не хранит метки звонков.
cannot-menus = У сервиса { $provider } нет голосовых меню.
cannot-attempts = { $provider } не перезванивает сам.
cannot-repeats = { $provider } не повторяет сообщение.
