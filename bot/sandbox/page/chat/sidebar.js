// Who I am, and the chats that person has.

import { h, keyed } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { clock, day, dayKey } from "../core/format.js";
import { BOT, toPerson } from "../core/model.js";
import { api } from "../core/api.js";
import { prefs } from "../core/prefs.js";
import { become, chatsFor, emit, lastOf, on, peopleIn, personOf, state, unreadIn, unreadOf } from "../core/store.js";
import { reload } from "../core/stream.js";
import { avatar } from "../ui/avatar.js";
import { ask, attempt } from "../ui/overlay.js";
import { showPane } from "../ui/panes.js";
import { roleOf } from "./commands.js";
import { botName, summary, titleOf } from "./words.js";

export function sidebar() {
  const people = h("div", { class: "people", role: "group", "aria-label": t("whoAmI") });
  const chats = h("ul", { class: "chats", testid: "chat-list" });
  const show = () => {
    keyed(people, [...peopleIn(prefs.language), { id: "add" }], (person) => person.id, personVersion, personButton);
    keyed(chats, chatsFor(state.me), (chat) => chat.id, chatVersion, chatItem);
  };
  on("snapshot chats place commands", show);
  show();
  return h("aside", { class: "pane sidebar", "aria-label": t("paneChats") },
    h("h2", { class: "caption" }, t("whoAmI")), people,
    h("h2", { class: "caption" }, t("paneChats")), chats);
}

const personVersion = (person) =>
  person.id === "add" ? "" : [person.name, person.id === state.me, unreadOf(person.id), roleOf(person.id)].join("|");

function personButton(person) {
  if (person.id === "add") return addButton();
  const unread = person.id === state.me ? 0 : unreadOf(person.id);
  const role = roleOf(person.id);
  const name = [person.name, role && t(`role.${role}`)].filter(Boolean).join(", ");
  const label = unread ? `${name}, ${t("unread", { n: unread })}` : name;
  return h("button", {
    class: "person", type: "button", testid: `person-${person.id}`, title: name, "aria-label": label,
    "aria-pressed": String(person.id === state.me), onclick: () => become(person.id),
  }, h("span", { class: "with-badge" }, avatar(person), unread > 0 && h("span", { class: "badge" }, String(unread))),
  h("span", { class: "person-name" }, person.first_name, person.last_name && h("span", { class: "last-name" }, ` ${person.last_name}`)),
  role && h("span", { class: "person-role" }, t(`role.${role}`)));
}

function addButton() {
  return h("button", { class: "person", type: "button", title: t("addPerson"), "aria-label": t("addPerson"), onclick: addPerson },
    h("span", { class: "avatar add" }, icon("plus")), h("span", { class: "person-name" }, t("newPerson")));
}

async function addPerson() {
  const typed = await ask({
    title: t("addPerson"), confirm: t("add"),
    fields: [
      { name: "first_name", label: t("firstName"), required: true, maxlength: 64 },
      { name: "last_name", label: t("lastName"), maxlength: 64 },
      { name: "username", label: t("username"), pattern: "[A-Za-z0-9_]{4,32}" },
      { name: "language_code", label: t("personLanguage"), value: prefs.language, options: [["ru", "Русский"], ["en", "English"]] },
    ],
  });
  if (!typed) return;
  const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value));
  const person = await attempt(api.addPerson(filled));
  if (!person) return;
  await attempt(reload());
  become(toPerson(person).id);
}

const chatVersion = (chat) => {
  const last = lastOf(chat.id);
  const draft = state.drafts.get(`${state.me}:${chat.id}`) ?? "";
  return [state.me, chat.title, chat.id === state.chat, last?.id, last && summary(last), unreadIn(state.me, chat.id),
    draft].join("|");
};

function chatItem(chat) {
  const last = lastOf(chat.id);
  const unread = unreadIn(state.me, chat.id);
  const kind = chat.type === "private" ? "bot" : "group";
  const open = () => {
    state.chat = chat.id;
    emit("place");
    showPane("chat");
  };
  return h("li", {}, h("button", {
    class: "chat", type: "button", testid: `chat-${chat.id}`, onclick: open,
    "aria-current": chat.id === state.chat ? "true" : "false",
  }, avatar({ id: chat.id, name: titleOf(chat), kind }),
  h("span", { class: "chat-title" }, titleOf(chat)),
  last && h("time", { class: "chat-time" }, when(last.date)),
  h("span", { class: "chat-preview" }, preview(chat, last)),
  unread > 0 && h("span", { class: "badge", "aria-label": t("unread", { n: unread }) }, String(unread))));
}

const when = (ms) => (dayKey(ms) === dayKey(Date.now()) ? clock(ms) : day(ms));

function preview(chat, last) {
  const draft = state.drafts.get(`${state.me}:${chat.id}`);
  if (draft && chat.id !== state.chat) return [h("b", { class: "draft" }, `${t("draft")} `), draft.slice(0, 80)];
  if (!last) return t("noMessages");
  const text = summary(last);
  if (last.service) return text;
  if (last.from.id === state.me) return [h("b", {}, `${t("you")}: `), text];
  if (chat.type === "private") return text;
  return [h("b", {}, `${last.from.id === BOT ? botName() : personOf(last.from.id)?.first_name ?? ""}: `), text];
}
