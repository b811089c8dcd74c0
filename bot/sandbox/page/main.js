import { h, fill } from "./core/dom.js";
import { t } from "./core/i18n.js";
import { applyPrefs, noteAddress, prefs } from "./core/prefs.js";
import { chatsFor, emit, forgetListeners, keepSeen, markSeen, on, peopleIn, personOf, state } from "./core/store.js";
import { SERVICE_NAMES } from "./core/apply.js";
import { listen, reload } from "./core/stream.js";
import { appbar } from "./ui/appbar.js";
import { paneTabs } from "./ui/panes.js";
import { sidebar } from "./chat/sidebar.js";
import { chatPane } from "./chat/pane.js";
import { providerPane } from "./provider/pane.js";
import { fail } from "./ui/overlay.js";

const RETRY_MS = 1000;

const app = document.getElementById("app");

function mount() {
  forgetListeners();
  on("snapshot", settle);
  on("place", onPlace);
  document.title = t("title");
  fill(app, appbar(mount),
    h("main", { class: "panes", "data-pane": state.pane }, sidebar(), chatPane(), providerPane()),
    paneTabs());
}

// The person or the chat may have gone with a reset: fall back to ones that exist.
function settle() {
  const person = (personOf(state.me) ?? peopleIn(prefs.language)[0]).id;
  const chats = chatsFor(person).map((chat) => chat.id);
  state.me = person;
  state.chat = chats.includes(state.chat) ? state.chat : chats[0];
  emit("place");
}

function onPlace() {
  markSeen();
  noteAddress(state.me, state.chat);
}

async function begin() {
  applyPrefs();
  state.me = prefs.person;
  if (SERVICE_NAMES.includes(prefs.service)) state.service = prefs.service;
  state.chat = prefs.chat;
  fill(app, h("p", { class: "splash", role: "status" }, t("loading")));
  await reload();
  settle();
  mount();
  listen();
  addEventListener("pagehide", keepSeen);
}

begin().catch((error) => {
  fail(error);
  setTimeout(() => location.reload(), RETRY_MS * 3);
});

