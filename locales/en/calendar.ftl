# The calendar: names of months and weekdays.

calendar-of-1 = January
calendar-of-2 = February
calendar-of-3 = March
calendar-of-4 = April
calendar-of-5 = May
calendar-of-6 = June
calendar-of-7 = July
calendar-of-8 = August
calendar-of-9 = September
calendar-of-10 = October
calendar-of-11 = November
calendar-of-12 = December
calendar-weekday-1 = Mo
calendar-weekday-2 = Tu
calendar-weekday-3 = We
calendar-weekday-4 = Th
calendar-weekday-5 = Fr
calendar-weekday-6 = Sa
calendar-weekday-7 = Su
calendar-day = { $day } { $month }
