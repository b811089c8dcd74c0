// Writing to the bot: text, replies, attachments, voice, and the bot's own reply keyboard.

import { autosize, fill, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { api } from "../core/api.js";
import { plain } from "../core/html.js";
import { chatOf, emit, emitSoon, hasWritten, messagesOf, on, placeKey, state } from "../core/store.js";
import { attempt } from "../ui/overlay.js";
import { closePopover, togglePopover } from "../ui/popover.js";
import { attachMenu, shareContact } from "./attach.js";
import { replyKeyboard } from "./buttons.js";
import { commandList, commandsHere } from "./commands.js";
import { sampleButtons } from "./samples.js";
import { suggestions } from "./suggest.js";
import { recorder } from "./voice.js";
import { authorName, summary } from "./words.js";

const HIGHEST_PX = 180;

export async function post(message) {
  const key = placeKey();
  const reply = messagesOf(state.chat).get(state.replies.get(key))?.id; // it may have been deleted meanwhile
  const body = { from: state.me, ...message, ...(reply ? { reply_to: reply } : {}) };
  const sent = await attempt(api.send(state.chat, body));
  if (!sent) return false;
  state.replies.delete(key);
  if (sent.update_id) state.lastUpdate = sent.update_id;
  emit("reply-done");
  return true;
}

export function composer() {
  const area = h("textarea", {
    class: "composer-input", rows: 1, testid: "composer", maxlength: 4096, enterkeyhint: "send",
    placeholder: t("message"), "aria-label": t("message"),
  });
  const view = { area, root: h("footer", { class: "composer-area" }), keyboardOpen: true };
  view.suggest = suggestions(area, (text) => post({ text }));
  view.voice = recorder((voice) => post({ voice }));
  build(view);
  listen(view);
  restore(view);
  return view.root;
}

function build(view) {
  view.replyBar = h("div", { class: "reply-bar", hidden: true });
  view.keyboard = h("div", { class: "reply-keyboard", hidden: true });
  view.start = h("div", { class: "start-bar", hidden: true });
  view.toggle = tool("keyboard", "buttons", () => {
    view.keyboardOpen = !view.keyboardOpen;
    showKeyboard(view);
  });
  view.send = h("button",
    { class: "send", type: "submit", testid: "send", "aria-label": t("send"), title: t("send") }, icon("send", 22));
  const commands = () => commandList(commandsHere(), (text) => { closePopover(); post({ text }); });
  view.menu = opening(h("button", { class: "menu-button", type: "button", "aria-label": t("commands"), title: t("commands") },
    icon("menu", 20), h("span", {}, t("menuButton"))), view, "commands", commands);
  view.slash = popoverTool(view, "slash", "commands", commands);
  view.form = h("form", { class: "composer" },
    view.menu,
    popoverTool(view, "paperclip", "attach", () => attachMenu(post)),
    h("div", { class: "composer-field" }, view.area, view.toggle, view.slash,
      popoverTool(view, "bulb", "examples", () => sampleButtons(closePopover))),
    view.voice.button, view.send);
  fill(view.root, view.suggest.panel, view.replyBar, view.form, view.voice.bar, view.keyboard, view.start);
}

function tool(glyph, label, onclick) {
  return h("button", { class: "icon-button", type: "button", title: t(label), "aria-label": t(label), onclick }, icon(glyph, 22));
}

const popoverTool = (view, glyph, label, content) => opening(tool(glyph, label), view, label, content);

function opening(button, view, label, content) {
  button.addEventListener("click", () => togglePopover(button, view.root, content(), t(label)));
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-expanded", "false");
  return button;
}

function listen(view) {
  view.form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(view);
  });
  view.area.addEventListener("keydown", (event) => {
    if (view.suggest.onKey(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit(view);
    } else if (event.key === "Escape") leaveBar(view);
  });
  view.area.addEventListener("input", () => onInput(view));
  view.area.addEventListener("blur", () => setTimeout(view.suggest.hide, 150));
  on("place snapshot", () => restore(view));
  on("reply", () => {
    if (view.editing) write(view, "");
    view.editing = null;
    showReply(view);
    view.area.focus();
  });
  on("reply-done", () => showReply(view));
  on("edit", (message) => edit(view, message));
  on("message", ({ message, how }) => {
    if (message.chat !== state.chat) return;
    if (how === "deleted" && view.editing?.id === message.id) leaveBar(view);
    else if (how === "deleted") showReply(view);
    emitSoon("keyboard");
  });
  on("keyboard", () => { showKeyboard(view); showStart(view); });
  on("commands", () => showMenu(view));
  on("compose", (text) => write(view, text));
}

async function submit(view) {
  const text = view.area.value.trim();
  if (!text) return;
  view.area.value = "";
  onInput(view);
  view.area.focus();
  const place = placeKey();
  const editing = view.editing;
  if (editing) leaveBar(view);
  const done = editing ? await attempt(api.edit(editing.chat, editing.id, { from: state.me, text })) : await post({ text });
  if (!done && place === placeKey() && !view.area.value) {
    view.area.value = text;
    onInput(view);
  }
}

function onInput(view) {
  const text = view.area.value;
  if (text) state.drafts.set(placeKey(), text);
  else state.drafts.delete(placeKey());
  autosize(view.area, HIGHEST_PX);
  view.form.classList.toggle("filled", text.trim() !== "");
  view.suggest.update();
}

function restore(view) {
  closePopover();
  if (view.editing) state.drafts.delete(placeKey(view.editing.from.id, view.editing.chat));
  view.editing = null;
  view.area.value = state.drafts.get(placeKey()) ?? "";
  onInput(view);
  view.suggest.hide();
  showReply(view);
  showKeyboard(view);
  showStart(view);
  showMenu(view);
}

// As in Telegram: the blue button in a private chat, the slash in a group, neither without commands.
function showMenu(view) {
  const group = chatOf(state.chat).type !== "private";
  const none = commandsHere().length === 0;
  view.menu.hidden = group || none;
  view.slash.hidden = !group || none;
}

// In a private chat nothing can be said before the first /start, while the bot is blocked or after a link to it: as in Telegram.
function showStart(view) {
  const { type, bot } = chatOf(state.chat);
  const blocked = type === "private" && bot === "kicked";
  const payload = type === "private" ? state.links.get(state.me) : undefined;
  const closed = blocked || payload !== undefined || (type === "private" && bot === "left" && !hasWritten(state.me));
  view.start.hidden = !closed;
  view.form.hidden = closed;
  if (!closed) return;
  const begin = () => {
    state.links.delete(state.me);
    return post({ text: ["/start", payload].filter(Boolean).join(" ") });
  };
  fill(view.start, payload === undefined && h("p", {}, t(blocked ? "restartHint" : "startHint")),
    h("button", { class: "button primary start", type: "button", testid: "start", onclick: begin },
      t(blocked ? "restart" : "start")));
}

function edit(view, message) {
  state.replies.delete(placeKey());
  view.editing = message;
  write(view, plain(message.html));
  showReply(view);
}

function write(view, text) {
  view.area.value = text;
  onInput(view);
  view.area.focus();
}

// Out of an edit or a reply: the message that was changed keeps its words.
function leaveBar(view) {
  if (view.editing) write(view, "");
  view.editing = null;
  state.replies.delete(placeKey());
  showReply(view);
}

function showReply(view) {
  const message = view.editing ?? messagesOf(state.chat).get(state.replies.get(placeKey()));
  view.replyBar.hidden = !message;
  if (!message) return;
  const title = view.editing ? t("editing") : t("replyTo", { name: authorName(message) });
  fill(view.replyBar, icon(view.editing ? "pencil" : "reply", 20),
    h("div", { class: "reply-text" }, h("b", {}, title), h("span", {}, summary(message))),
    tool("close", view.editing ? "cancelEdit" : "cancelReply", () => leaveBar(view)));
}

function showKeyboard(view) {
  const keyboard = replyKeyboard(state.chat);
  if (keyboard?.id !== view.keyboardId) Object.assign(view, { keyboardId: keyboard?.id, keyboardOpen: true });
  view.toggle.hidden = !keyboard;
  view.keyboard.hidden = !keyboard || !view.keyboardOpen;
  view.area.placeholder = keyboard?.placeholder || t("message");
  if (!keyboard) return;
  const press = (button) => async () => {
    const sent = await (button.request_contact ? shareContact(post) : post({ text: button.text }));
    if (sent && keyboard.oneTime) { view.keyboardOpen = false; showKeyboard(view); }
  };
  fill(view.keyboard, keyboard.rows.map((row) => h("div", { class: "keyboard-row" }, row.map((button) =>
    h("button", { class: "reply-key", type: "button", onclick: press(button) },
      button.request_contact && icon("contact", 18), h("span", {}, button.text))))));
}
