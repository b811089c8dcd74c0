verify-draft-title = 🔐 <b>Проверка номера:</b> { $phone }
verify-draft-text = { $provider } позвонит на этот номер сам: звонок настоящий и стоит денег. Код — последние цифры входящего номера: спросите их у абонента.
verify-usage-text = Какой номер проверить? <code>/verify +7 999 123-45-67</code>
    Сервис позвонит на него сам. Код — последние цифры входящего номера.
verify-one-number = Проверить можно один номер за раз, без текста: /verify +7 999 123-45-67
verify-no-request = В проверке нет ничего, кроме номера: параметров у неё не бывает.
verify-card-code = код <b>{ $code }</b>
verify-card-no-code = сервис не назвал код
verify-card-matched = код совпал
verify-card-differs = код не совпал
verify-card-ask = Это последние цифры входящего номера. Спросите их у абонента и сверьте.
verify-card-ask-blind = Код — последние цифры номера, с которого звонили абоненту. Сверьте их в личном кабинете сервиса.
verify-card-large = Код: <b>{ $code }</b>
verify-press-matched = Отмечено: код совпал
verify-press-differs = Отмечено: код не совпал
