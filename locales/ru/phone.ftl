phone-missing = Не вижу номера.
phone-not-a-number = «{ $written }» не похоже на номер телефона.
phone-too-short = В номере «{ $written }» не хватает цифр: их { $digits }, а нужно { $expected }.
phone-too-long = В номере «{ $written }» лишние цифры: их { $digits }, а нужно { $expected }.
phone-other-country = «{ $written }»: сервисы звонят только по номерам, которые начинаются с +7.
phone-no-such-code = «{ $written }»: такого кода или номера не существует. Проверьте первые цифры.
phone-bad-extension = «{ $written }»: добавочный номер состоит из цифр, не больше десяти.
