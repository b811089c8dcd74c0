// A message goes on to another chat of this person's, which opens to show it there.

import { h } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { api } from "../core/api.js";
import { chatsFor, emit, state } from "../core/store.js";
import { avatar } from "../ui/avatar.js";
import { attempt, choose } from "../ui/overlay.js";
import { titleOf } from "./words.js";

export async function forward(message) {
  const person = state.me;
  const to = await choose(t("forwardTo"), chatsFor(person).map((chat) => [chat.id, choice(chat)]));
  if (to === null) return;
  const sent = await attempt(api.forward(message.chat, message.id, { from: person, to }));
  if (sent?.update_id) state.lastUpdate = sent.update_id;
  if (!sent || state.me !== person || state.chat === to) return;
  state.chat = to;
  emit("place");
}

const choice = (chat) => [
  avatar({ id: chat.id, name: titleOf(chat), kind: chat.type === "private" ? "bot" : "group" }, "small"),
  h("span", {}, titleOf(chat)),
];
