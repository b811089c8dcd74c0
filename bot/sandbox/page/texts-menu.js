// Texts about the menu of a call: [Russian, English].

export const MENU_TEXTS = {
  menu: ["Меню звонка", "The call’s menu"],
  menuOf: [
    { one: "меню: {n} пункт", few: "меню: {n} пункта", many: "меню: {n} пунктов", other: "меню: {n} пункта" },
    { one: "menu: {n} item", other: "menu: {n} items" },
  ],
  stay: ["Остаться на линии", "Stay on the line"],
  plays: ["прозвучит: {what}", "plays: {what}"],
  smsText: ["SMS: {text}", "SMS: {text}"],
  blocksPhone: ["номер в чёрный список", "the number is blacklisted"],
  webhookTo: ["вебхук на {host}", "webhook to {host}"],
  recognizes: ["речь запишется текстом", "speech is written down"],
  doesNothing: ["ничего не происходит", "nothing happens"],
};
