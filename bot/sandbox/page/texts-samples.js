// Texts of what a newcomer can try: [Russian, English].

export const SAMPLE_TEXTS = {
  emptyTitle: ["С чего начать", "Where to start"],
  emptyText: [
    "Вы — {name}. Выберите сообщение, и бот займётся звонком. Две последние цифры номера решают, чем он кончится.",
    "You are {name}. Tap a message and the bot takes care of the call. The last two digits of the number decide how it ends.",
  ],
  emptyStranger: [
    "Вы — {name}, и бот вас ещё не знает. Напишите ему и попросите доступ: решит админ.",
    "You are {name}, and the bot does not know you yet. Write to it and ask for access: the admin decides.",
  ],
  emptyGroup: [
    "Это общий чат поддержки. Бот видит здесь команды, ответы на его сообщения и упоминания.",
    "This is the support team’s group. Here the bot sees commands, replies to it and mentions.",
  ],
  sampleText: ["Ваш заказ готов", "Your order is ready"],
  sampleStart: ["знакомство с ботом", "meet the bot"],
  sampleSeveral: ["сразу нескольким", "several people at once"],
  sampleListLabel: ["номера.csv", "numbers.csv"],
  sampleList: ["список номеров файлом", "a list of numbers in a file"],
  sampleContactLabel: ["Контакт: Пётр", "Contact: Peter"],
  sampleContact: ["карточка из телефонной книги", "a card from the address book"],
  sampleName: ["Пётр", "Peter"],
  sampleVoice: ["станет роликом для звонков", "becomes a record for calls"],
  sampleRecords: ["ролики у сервисов", "records at the services"],
  sampleMenus: ["голосовые меню: «нажмите 1»", "voice menus: “press 1”"],
  sampleAsk: ["Стать: {name}", "Be {name}"],
  sampleAskHint: ["попросите доступ: заявка придёт сюда", "ask for access: the request comes here"],
  sampleUsers: ["сотрудники и роли", "staff and roles"],
  sampleStatus: ["всё ли работает", "whether all is well"],
  sampleBalance: ["сколько денег на счёте", "how much money is left"],
  sampleStats: ["сколько звонков и чем закончились", "how many calls, and how they ended"],
  sampleNotify: ["о чём и когда сообщать", "what to be told about, and when"],
  sampleCalls: ["мои последние звонки", "my recent calls"],

  // endings of numbers
  ending00: ["ответит и дослушает", "answers and listens to the end"],
  ending01: ["занято", "busy"],
  ending02: ["не ответит", "does not answer"],
  ending03: ["нажмёт 1", "presses 1"],
  ending04: ["нажмёт 2", "presses 2"],
  ending05: ["соединят с менеджером", "is passed to the manager"],
  ending06: ["останется на линии", "stays on the line"],
  ending07: ["автоответчик; сервис сочтёт его ответом", "voicemail, which counts as an answer"],
  ending08: ["сервис откажет сразу", "the service refuses at once"],
  ending09: ["звонок принят, но ответ потеряется", "accepted, but the answer is lost"],
};
