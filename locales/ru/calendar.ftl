# Календарь: названия месяцев и дней недели.

calendar-of-1 = января
calendar-of-2 = февраля
calendar-of-3 = марта
calendar-of-4 = апреля
calendar-of-5 = мая
calendar-of-6 = июня
calendar-of-7 = июля
calendar-of-8 = августа
calendar-of-9 = сентября
calendar-of-10 = октября
calendar-of-11 = ноября
calendar-of-12 = декабря
calendar-weekday-1 = Пн
calendar-weekday-2 = Вт
calendar-weekday-3 = Ср
calendar-weekday-4 = Чт
calendar-weekday-5 = Пт
calendar-weekday-6 = Сб
calendar-weekday-7 = Вс
calendar-day = { $day } { $month }
