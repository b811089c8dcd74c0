settings-text-title = ⚙️ <b>Settings</b>
settings-text-role = Your role: { $role }
settings-text-locale = { $choice ->
    [ru] Language: Russian
    [en] Language: English
   *[auto] Language: as in Telegram
}
settings-text-every = { $on ->
    [true] Results of everybody’s calls: on
   *[false] Results of everybody’s calls: off
}
settings-locale-ru = Русский
settings-locale-en = English
settings-locale-auto = As in Telegram
settings-every-on = Send everybody’s results
settings-every-off = Do not send everybody’s results
settings-press-saved = Saved
settings-text-phone = Your phone: { $phone }
settings-text-no-phone = Your phone: not told
settings-phone-share = Tell my phone
settings-phone-forget = Forget my phone
settings-menu-defaults = What calls begin with
settings-text-defaults = 📞 <b>What your calls begin with</b>
settings-line-provider = Service: { $value }
settings-line-caller_id = Number: { $value }
settings-line-voice = Voice: { $value }
settings-line-language = Language: { $value }
settings-menu-provider = 📡 Service
settings-menu-caller_id = ☎️ Number
settings-menu-voice = 🗣 Voice
settings-menu-language = 🌐 Language
settings-ask-provider = Through which service? Each has its own numbers and languages.
settings-ask-caller_id = Which number to call from? These are the confirmed numbers of { $provider }’s cabinet.
settings-ask-voice = In which voice are texts read?
settings-ask-language = In which language does { $provider } read texts?
settings-value-usual = as usual
settings-voice-female = female
settings-voice-male = male
