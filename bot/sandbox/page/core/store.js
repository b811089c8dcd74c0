// The page's one state, and who wants to hear of its changes.

import { remember, remembered } from "./prefs.js";
import { whenReleased } from "./press.js";

export const state = {
  seq: 0,
  connected: true,
  timeZone: undefined, // of the bot; undefined for the browser's own
  people: [],
  chats: [],
  messages: new Map(), // chat id → Map(message id → message), in order
  commands: null,
  botUsername: null,
  links: new Map(), // person → the payload of the link that has brought them to the bot
  services: {}, // name → {settings, calls, records}
  service: "calldog", // the one looked at
  me: null,
  chat: null,
  pane: "chat",
  tab: "calls",
  seen: new Map(), // "person:chat" → the newest message id that person has looked at
  typing: new Map(), // chat id → what the bot is doing, and until when, ms
  drafts: new Map(), // "person:chat" → text not sent yet
  replies: new Map(), // "person:chat" → id of the message being replied to
  pressed: new Set(), // "chat:message:key" of buttons whose answer is awaited
  lastUpdate: null,
};

const listeners = new Map();

export function on(topics, listener) {
  for (const topic of topics.split(" ")) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic).add(listener);
  }
}

export function emit(topic, data) {
  for (const listener of listeners.get(topic) ?? []) listener(data);
}

const awaited = new Set();

// For what is costly and only looked at: however many changes there were, once before the next painting.
export function emitSoon(topic) {
  if (awaited.has(topic)) return;
  awaited.add(topic);
  requestAnimationFrame(() => whenReleased(() => {
    awaited.delete(topic);
    emit(topic);
  }));
}

export const forgetListeners = () => listeners.clear();

// Who is on the page in each language, the one that newcomers are first: operator, manager, admin, stranger.
const TEAMS = { ru: [1002, 1003, 1001, 1004], en: [1005, 1007, 1006, 1008] };

// The language's own team, and whoever was added by hand or is named in the address.
export function peopleIn(language) {
  const others = Object.keys(TEAMS).filter((each) => each !== language).flatMap((each) => TEAMS[each]);
  const place = (person) => (TEAMS[language].indexOf(person.id) + 1) || Infinity;
  return state.people.filter(({ id }) => id === state.me || !others.includes(id)).sort((one, other) => place(one) - place(other) || 0);
}

// Who has the same part in the other language's team; the person itself for all who have none.
export function counterpart(id, language) {
  const part = Object.values(TEAMS).map((team) => team.indexOf(id)).find((at) => at >= 0);
  return TEAMS[language][part] ?? id;
}

export const personOf = (id) => state.people.find((person) => person.id === id);
export const chatOf = (id) => state.chats.find((chat) => chat.id === id);
export const messagesOf = (chat) => state.messages.get(chat) ?? new Map();
export const placeKey = (person = state.me, chat = state.chat) => `${person}:${chat}`;

export function chatsFor(person) {
  return state.chats.filter((chat) =>
    chat.type === "private" ? chat.id === person : !chat.moved && chat.members.includes(person));
}

// A group stays open when the next person is in it too; a private chat becomes that person's own.
export function become(id) {
  const shared = chatsFor(id).find((chat) => chat.id === state.chat);
  state.me = id;
  state.chat = shared ? shared.id : id;
  emit("place");
}

export function lastOf(chat) {
  let last = null;
  for (const message of messagesOf(chat).values()) last = message;
  return last;
}

export function unreadIn(person, chat) {
  const seen = state.seen.get(placeKey(person, chat)) ?? 0;
  let count = 0;
  for (const message of messagesOf(chat).values()) {
    if (message.id > seen && message.from.id !== person) count += 1;
  }
  return count;
}

export const unreadOf = (person) =>
  chatsFor(person).reduce((sum, chat) => sum + unreadIn(person, chat.id), 0);

export function markSeen(person = state.me, chat = state.chat) {
  const last = lastOf(chat);
  if (last) state.seen.set(placeKey(person, chat), last.id);
}

// What this tab has seen outlives a reload of the page.
export const keepSeen = () => remember("seen", JSON.stringify([...state.seen]), "sessionStorage");

// On the first visit everything counts as seen.
export function recallSeen() {
  const kept = remembered("seen", "sessionStorage");
  if (kept) state.seen = new Map(JSON.parse(kept));
  else for (const person of state.people) for (const chat of state.chats) markSeen(person.id, chat.id);
}

export function hasWritten(person) {
  for (const message of messagesOf(person).values()) if (message.from.id === person) return true;
  return false;
}
