// Buttons under a message, and the reply keyboard below the chat.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { api } from "../core/api.js";
import { messagesOf, state } from "../core/store.js";
import { attempt, showAlert, toast } from "../ui/overlay.js";
import { botName } from "./words.js";

// Telegram gives a bot about this long before the clock on a button goes away.
const ANSWER_WITHIN_S = 30;

const pressKey = (message, button) => `${message.chat}:${message.id}:${button.data ?? button.text}`;

export function inlineKeyboard(message) {
  return h("div", { class: "keyboard" },
    message.buttons.map((row) => h("div", { class: "keyboard-row" }, row.map((button) => inlineButton(message, button)))));
}

function inlineButton(message, button) {
  if (button.url) {
    return h("a", { class: "inline-button", title: button.text, href: button.url, target: "_blank", rel: "noopener noreferrer" },
      h("span", {}, button.text), icon("link", 14));
  }
  const waiting = state.pressed.has(pressKey(message, button));
  return h("button", {
    class: "inline-button", type: "button", title: button.text, "data-press": pressKey(message, button),
    "aria-busy": waiting ? "true" : "false", onclick: () => press(message, button),
  }, h("span", {}, button.text), h("i", { class: "spinner", "aria-hidden": "true" }));
}

async function press(message, button) {
  if (button.copy) {
    await navigator.clipboard?.writeText(button.copy).catch(() => {});
    toast(t("copied"));
    return;
  }
  const key = pressKey(message, button);
  markWaiting(key, true);
  const which = button.data === undefined ? { label: button.text } : { data: button.data };
  const result = await attempt(api.press(message.chat, message.id, { from: state.me, ...which, wait: ANSWER_WITHIN_S }));
  markWaiting(key, false);
  if (result?.answer) showAnswer(result.answer);
}

function markWaiting(key, waiting) {
  if (waiting) state.pressed.add(key);
  else state.pressed.delete(key);
  for (const node of document.querySelectorAll("[data-press]")) {
    if (node.dataset.press === key) node.setAttribute("aria-busy", String(waiting));
  }
}

function showAnswer({ text, show_alert: alert, url }) {
  if (url && /^https?:/.test(url)) window.open(url, "_blank", "noopener");
  if (!text) return;
  if (alert) showAlert(botName(), text);
  else toast(text);
}

// The last message that said anything about the reply keyboard decides: {rows, placeholder, oneTime} or null.
export function replyKeyboard(chat) {
  const messages = [...messagesOf(chat).values()];
  for (const message of messages.reverse()) {
    if (message.keyboard?.remove) return null;
    if (message.keyboard?.rows.length) return { ...message.keyboard, id: message.id };
  }
  return null;
}
