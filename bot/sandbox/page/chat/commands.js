// The bot's command menu, as the server chose it for each person in each chat.

import { h } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { state } from "../core/store.js";

export const commandsHere = () => state.commands?.[state.chat]?.[state.me] ?? [];

const ROLES = { users: "admin", records: "manager", call: "operator", start: "stranger" };

// A bot tells Telegram nothing of roles. Which commands it offers a person says the same, and follows every change.
export function roleOf(person) {
  const offered = new Set((state.commands?.[person]?.[person] ?? []).map(({ command }) => command));
  return ROLES[Object.keys(ROLES).find((command) => offered.has(command))];
}

export function commandList(commands, choose) {
  if (commands.length === 0) return h("p", { class: "nothing" }, t("noCommands"));
  return h("div", { class: "command-list", role: "listbox", "aria-label": t("commands") },
    commands.map(({ command, description }, at) =>
      h("button",
        { class: "command-item", type: "button", role: "option", "aria-selected": String(at === 0),
          onclick: () => choose(`/${command}`) },
        h("b", {}, `/${command}`), h("span", {}, description))));
}
