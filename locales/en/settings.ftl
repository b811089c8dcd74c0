settings-text-title = ⚙️ <b>Settings</b>
settings-text-role = Your role: { $role }
settings-text-locale = { $choice ->
    [ru] Language: Russian
    [en] Language: English
   *[auto] Language: as in Telegram
}
settings-locale-ru = Русский
settings-locale-en = English
settings-locale-auto = As in Telegram
settings-menu-notify = Notifications
settings-press-saved = Saved
settings-text-phone = Your phone: { $phone }
settings-text-no-phone = Your phone: not set
settings-phone-share = Set my phone
settings-phone-forget = Forget my phone
settings-menu-defaults = Call defaults
settings-text-defaults = 📞 <b>Call defaults</b>
    Each of your calls starts with these; change them on its card.
settings-line-provider = Service: { $value }
settings-line-caller_id = Number: { $value }
settings-line-voice = Voice: { $value }
settings-line-language = Language: { $value }
settings-menu-provider = 📡 Service
settings-menu-caller_id = ☎️ Number
settings-menu-voice = 🗣 Voice
settings-menu-language = 🌐 Language
settings-ask-provider = Through which service? Each has its own numbers and languages.
settings-ask-own_number = Which number to call from? Send one that is confirmed in your account at { $provider }, or choose one that you have called from.
settings-ask-caller_id = Which number to call from? These are the confirmed numbers of your { $provider } account.
settings-ask-voice = In which voice are texts read?
settings-ask-language = In which language does { $provider } read texts?
settings-value-usual = default
settings-voice-female = female
settings-voice-male = male
settings-menu-widgets = CallKeeper widgets
