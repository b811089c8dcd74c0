// The messages of the open chat. A change touches one node; the rest of the list is left alone.

import { h, fill, swap } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { day, dayKey } from "../core/format.js";
import { emit, markSeen, messagesOf, on, placeKey, state } from "../core/store.js";
import { bubble } from "./bubble.js";
import { samples } from "./samples.js";

const WINDOW = 150;
const NEAR_BOTTOM_PX = 120;
const TOGETHER_MS = 5 * 60 * 1000;

export function messageList() {
  const items = h("ol", { class: "messages", role: "log", "aria-live": "polite", "aria-label": t("messages") });
  const empty = h("div", { class: "empty" });
  const scroller = h("div", { class: "scroller", tabindex: -1 }, empty, items);
  const count = h("span", { class: "badge", hidden: true });
  const down = h("button",
    { class: "to-bottom", type: "button", "aria-label": t("toBottom"), title: t("toBottom"), hidden: true },
    icon("arrowDown", 22), count);
  const view = { items, empty, scroller, down, count, missed: 0, shown: WINDOW };
  down.addEventListener("click", () => toBottom(view, "smooth"));
  items.addEventListener("click", choose);
  scroller.addEventListener("scroll", () => onScroll(view), { passive: true });
  const sizes = new ResizeObserver(() => view.stuck !== false && view.items.childElementCount && toBottom(view));
  for (const node of [scroller, items]) sizes.observe(node); // pictures come later and push the end down
  on("place snapshot", () => showAll(view));
  on("message", (change) => change.message.chat === state.chat && showOne(view, change));
  queueMicrotask(() => showAll(view));
  return h("div", { class: "list" }, h("div", { class: "wallpaper" }), scroller, down);
}

// Without a mouse there is nothing to hover: a tap on a message shows what can be done with it.
function choose(event) {
  const message = event.target.closest(".message");
  for (const each of event.currentTarget.querySelectorAll(".chosen")) if (each !== message) each.classList.remove("chosen");
  if (!event.target.closest("button, a, audio, input, .spoiler")) message?.classList.toggle("chosen");
}

function showAll(view) {
  const place = placeKey();
  if (view.place !== place) Object.assign(view, { place, shown: WINDOW, missed: 0, stuck: true });
  const messages = [...messagesOf(state.chat).values()];
  const visible = messages.slice(-view.shown);
  view.items.setAttribute("aria-live", "off"); // a whole history is not news
  fill(view.items, messages.length > visible.length && earlierButton(view));
  let before = null;
  for (const message of visible) {
    view.items.append(decorate(bubble(message), message, before));
    before = message;
  }
  requestAnimationFrame(() => view.items.setAttribute("aria-live", "polite"));
  showEmpty(view, messages.length);
  if (messages.length === 0) view.scroller.scrollTop = 0;
  else if (view.stuck !== false) toBottom(view);
}

function earlierButton(view) {
  const more = () => {
    const height = view.scroller.scrollHeight;
    view.shown += WINDOW;
    showAll(view);
    view.scroller.scrollTop += view.scroller.scrollHeight - height;
  };
  return h("li", { class: "earlier" }, h("button", { class: "pill", type: "button", onclick: more }, t("earlier")));
}

function showOne(view, { message, how }) {
  const old = view.items.querySelector(`[data-id="${message.id}"]`);
  if (how === "deleted") remove(view, old);
  else if (old) replace(view, old, message);
  else if (how === "new") append(view, message);
  showEmpty(view, messagesOf(state.chat).size);
}

function append(view, message) {
  const follow = view.stuck !== false || message.from.id === state.me;
  const last = view.items.lastElementChild;
  view.items.append(decorate(bubble(message), message, known(last)));
  view.items.lastElementChild.classList.add("arriving");
  if (document.visibilityState === "visible") markSeen();
  if (follow) toBottom(view, "smooth");
  else {
    view.missed += 1;
    onScroll(view);
  }
}

function replace(view, old, message) {
  const node = decorate(bubble(message), message, known(old.previousElementSibling));
  node.classList.add("changed");
  keepUnfolded(old, node);
  swap(old, node);
  if (view.stuck !== false) toBottom(view);
}

// A card is edited while its call goes on: the quote being read must not close.
function keepUnfolded(old, node) {
  const quotes = node.querySelectorAll(".expandable");
  old.querySelectorAll(".expandable").forEach((quote, at) =>
    quote.classList.contains("open") && quotes[at]?.dispatchEvent(new Event("unfold")));
}

function remove(view, old) {
  if (!old) return;
  const next = old.nextElementSibling;
  const before = known(old.previousElementSibling);
  old.remove();
  if (next) decorate(next, known(next), before);
}

const known = (node) => (node?.dataset.id ? messagesOf(state.chat).get(Number(node.dataset.id)) : null);

// Messages of one author within five minutes stand together; each new day has its own heading.
function decorate(node, message, before) {
  const newDay = !before || dayKey(before.date) !== dayKey(message.date);
  const follows = !newDay && !before.service && !message.service && before.from.id === message.from.id &&
    message.date - before.date < TOGETHER_MS;
  node.classList.toggle("follows", follows);
  node.querySelector(".day")?.remove();
  if (newDay) node.prepend(h("div", { class: "day" }, h("span", {}, day(message.date))));
  return node;
}

function showEmpty(view, count) {
  view.empty.hidden = count > 0;
  fill(view.empty, count === 0 && samples());
}

function toBottom(view, behavior = "instant") {
  view.stuck = true;
  view.scroller.scrollTo({ top: view.scroller.scrollHeight, behavior });
}

function onScroll(view) {
  const { scrollHeight, scrollTop, clientHeight } = view.scroller;
  view.stuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
  if (view.stuck) view.missed = 0;
  view.down.hidden = view.stuck;
  view.count.hidden = view.missed === 0;
  view.count.textContent = view.missed;
  if (view.stuck && document.visibilityState === "visible") {
    markSeen();
    emit("seen");
  }
}
