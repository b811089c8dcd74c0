// One message: who, what, when, and the buttons under it.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { clock, hue } from "../core/format.js";
import { formatted } from "../core/html.js";
import { BOT } from "../core/model.js";
import { chatOf, messagesOf, state } from "../core/store.js";
import { avatar } from "../ui/avatar.js";
import { inlineKeyboard } from "./buttons.js";
import { media } from "./media.js";
import { opensMenu, replyTo } from "./message-menu.js";
import { authorName, serviceText, summary } from "./words.js";

export function bubble(message) {
  if (message.service) return service(message);
  const mine = message.from.id === state.me;
  const group = chatOf(message.chat)?.type !== "private";
  const text = message.html && h("div", { class: "text" }, formatted(message.html));
  const body = h("div", { class: `bubble${message.media ? ` with-${message.media.kind}` : ""}${text ? "" : " textless"}` },
    group && !mine && h("div", { class: `author ink-${hue(message.from.id)}` }, authorName(message)),
    message.origin && h("div", { class: "forwarded" }, t("forwarded", { name: authorName({ from: message.origin }) })),
    message.replyTo !== null && quote(message),
    message.media && media(message),
    text,
    message.reactions.length > 0 && h("div", { class: "reactions" }, message.reactions.map((emoji) => h("span", {}, emoji))),
    meta(message));
  const rows = message.buttons.length > 0 && inlineKeyboard(message);
  return h("li", {
    class: `message ${mine ? "out" : "in"}${rows ? " with-keyboard" : ""}`,
    testid: `message-${message.id}`, "data-id": message.id, ondblclick: () => replyTo(message),
    ...opensMenu(message),
  }, h("div", { class: "row" },
    group && !mine && face(message),
    h("div", { class: "stack" }, body, rows),
    replyButton(message)));
}

const service = (message) =>
  h("li", { class: "message service", testid: `message-${message.id}`, "data-id": message.id },
    h("span", {}, serviceText(message)));

const face = (message) =>
  avatar({ id: message.from.id, name: authorName(message), kind: message.from.id === BOT ? "bot" : "person" }, "small");

function meta(message) {
  const when = new Date(message.date).toISOString();
  const edited = message.edited !== null && message.from.id !== BOT; // Telegram's apps do not say it of bots
  return h("div", { class: "meta" }, edited && h("span", {}, t("edited")),
    h("time", { datetime: when }, clock(message.date)), message.from.id === state.me && icon("checks", 15));
}

function quote(message) {
  const target = messagesOf(message.chat).get(message.replyTo);
  const jump = () => {
    const node = document.querySelector(`.messages [data-id="${message.replyTo}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.remove("pointed");
    requestAnimationFrame(() => node.classList.add("pointed"));
  };
  if (!target) return h("div", { class: "quote" }, h("span", {}, t("deletedMessage")));
  return h("button", { class: `quote ink-${hue(target.from.id)}`, type: "button", onclick: jump },
    h("b", {}, authorName(target)), h("span", {}, summary(target)));
}

function replyButton(message) {
  return h("button",
    { class: "reply", type: "button", "aria-label": t("reply"), title: t("reply"), onclick: () => replyTo(message) },
    icon("reply", 18));
}
