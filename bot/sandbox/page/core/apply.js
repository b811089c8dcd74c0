// What an event or a snapshot changes in the state.

import { BOT, toChat, toMessage, toPerson } from "./model.js";
import { emit, emitSoon, messagesOf, placeKey, recallSeen, state } from "./store.js";

const TYPING_MS = 5500;
const CALLS_KEPT = 200;
export const SERVICE_NAMES = ["calldog", "obzvonov", "callkeeper", "mobilgroup"];

export function applySnapshot(raw) {
  state.seq = raw.seq;
  state.people = raw.people.map(toPerson);
  state.chats = raw.chats.map(toChat);
  state.commands = raw.commands;
  state.botUsername = raw.bot.username;
  state.timeZone = raw.time_zone ?? undefined;
  for (const name of SERVICE_NAMES) state.services[name] = { settings: {}, calls: [], records: [], ...raw[name] };
  const first = state.messages.size === 0;
  state.messages = new Map();
  for (const [chat, messages] of Object.entries(raw.messages ?? {})) {
    const id = Number(chat);
    const shown = messages.map((message) => toMessage(message, id)).filter((message) => !message.deleted);
    state.messages.set(id, new Map(shown.map((message) => [message.id, message])));
  }
  if (first) recallSeen();
  forgetVanished(raw.messages ?? {});
  emit("snapshot");
}

// After a reset message ids start anew: what was seen before means nothing.
function forgetVanished(messages) {
  for (const [key, seen] of state.seen) {
    const last = messages[key.slice(key.indexOf(":") + 1)]?.at(-1); // the newest may be a deleted one
    if (!last || last.message_id < seen) state.seen.delete(key);
  }
}

const HANDLERS = {
  "message.new": (data) => {
    const message = keep(data);
    if (message.from.id === BOT) state.typing.delete(message.chat);
    if (message.from.id !== BOT) state.seen.set(placeKey(message.from.id, message.chat), message.id);
    emit("message", { message, how: "new" });
    emitSoon("chats");
  },
  "message.edited": (data) => {
    emit("message", { message: keep(data), how: "edited" });
    emitSoon("chats");
  },
  "message.deleted": (data) => {
    const message = messagesOf(data.chat_id).get(data.message_id);
    if (!message) return;
    messagesOf(data.chat_id).delete(data.message_id);
    emit("message", { message, how: "deleted" });
    emitSoon("chats");
  },
  "callback.answered": (data) => emit("callback", data),
  typing: (data) => {
    state.typing.set(data.chat_id, { until: Date.now() + TYPING_MS, action: data.action });
    emit("typing", data.chat_id);
    setTimeout(() => emit("typing", data.chat_id), TYPING_MS + 50);
  },
  "commands.changed": (data) => {
    state.commands = data.commands;
    emit("commands");
  },
  "telegram.request": (data) => emit("request", { target: "telegram", ...data }),
};

// `calldog.call` and its like: the same four of every service.
const OF_A_SERVICE = {
  call: (service, data, name) => {
    const known = service.calls.some(({ id }) => id === data.id);
    upsert(service.calls, data, CALLS_KEPT);
    emit("calls");
    if (!known) emit("placed", name);
  },
  record: (service, data) => {
    upsert(service.records, data, CALLS_KEPT);
    emit("records");
  },
  settings: (service, data) => {
    service.settings = data;
    emit("settings");
  },
  request: (_, data, name) => emit("request", { target: name, ...data }),
};

export function applyEvent(kind, data) {
  const [name, what] = kind.split(".");
  if (name in state.services) OF_A_SERVICE[what]?.(state.services[name], data, name);
  else HANDLERS[kind]?.(data);
}

function keep(data) {
  const message = toMessage(data.message, data.chat_id);
  if (!state.messages.has(message.chat)) state.messages.set(message.chat, new Map());
  state.messages.get(message.chat).set(message.id, message);
  return message;
}

function upsert(list, item, limit) {
  const at = list.findIndex((known) => known.id === item.id);
  if (at >= 0) list[at] = item;
  else list.unshift(item);
  list.length = Math.min(list.length, limit);
}
