// Who I am, and the chats that person has.

import { h, fill, keyed } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { clock, day, dayKey } from "../core/format.js";
import { BOT, toPerson } from "../core/model.js";
import { api } from "../core/api.js";
import { chatsFor, emit, lastOf, on, personOf, state, unreadIn, unreadOf } from "../core/store.js";
import { reload } from "../core/stream.js";
import { avatar } from "../ui/avatar.js";
import { ask, attempt } from "../ui/overlay.js";
import { showPane } from "../ui/panes.js";
import { botName, summary, titleOf } from "./words.js";

export function sidebar() {
  const people = h("div", { class: "people", role: "group", "aria-label": t("whoAmI") });
  const chats = h("ul", { class: "chats", testid: "chat-list" });
  const me = h("div", { class: "me" });
  const show = () => {
    showMe(me);
    keyed(people, [...state.people, { id: "add" }], (person) => person.id, personVersion, personButton);
    keyed(chats, chatsFor(state.me), (chat) => chat.id, chatVersion, chatItem);
  };
  on("snapshot chats place", show);
  show();
  return h("aside", { class: "pane sidebar", "aria-label": t("paneChats") },
    h("div", { class: "whoami" }, h("h2", { class: "caption" }, t("whoAmI")), people, me),
    h("h2", { class: "caption" }, t("paneChats")), chats);
}

function showMe(node) {
  const me = personOf(state.me);
  fill(node, h("strong", {}, me.name),
    h("span", {}, [me.username && `@${me.username}`, me.language_code].filter(Boolean).join(" · ")));
}

const personVersion = (person) =>
  person.id === "add" ? "" : `${person.name}:${person.id === state.me}:${unreadOf(person.id)}`;

function personButton(person) {
  if (person.id === "add") return addButton();
  const unread = person.id === state.me ? 0 : unreadOf(person.id);
  const label = unread ? `${person.name}, ${t("unread", { n: unread })}` : person.name;
  return h("button", {
    class: "person", type: "button", testid: `person-${person.id}`, title: person.name, "aria-label": label,
    "aria-pressed": String(person.id === state.me), onclick: () => become(person.id),
  }, h("span", { class: "with-badge" }, avatar(person), unread > 0 && h("span", { class: "badge" }, String(unread))),
  h("span", { class: "person-name" }, person.first_name));
}

// A group stays open when the next person is in it too; a private chat becomes that person's own.
function become(id) {
  const shared = chatsFor(id).find((chat) => chat.id === state.chat);
  state.me = id;
  state.chat = shared ? shared.id : id;
  emit("place");
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
      { name: "language_code", label: t("personLanguage"), options: [["ru", "Русский"], ["en", "English"]] },
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
