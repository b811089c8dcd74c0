// What can be done with a message: a right click or a long press on it, as in Telegram.
// Safari on phones tells of no long press as a right click: a finger that stays counts as one.

import { h } from "../core/dom.js";
import { api } from "../core/api.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { plain } from "../core/html.js";
import { emit, placeKey, state } from "../core/store.js";
import { ask, attempt, toast } from "../ui/overlay.js";
import { closePopover, togglePopover } from "../ui/popover.js";
import { forward } from "./forward.js";

const HELD = 600; // milliseconds
const STILL = 10; // pixels

export function replyTo(message) {
  state.replies.set(placeKey(), message.id);
  getSelection()?.removeAllRanges();
  emit("reply");
}

const copy = async (message) => {
  await navigator.clipboard?.writeText(plain(message.html)).then(() => toast(t("copied")), () => {});
};

async function remove(message) {
  const sure = await ask({ title: t("deleteTitle"), hint: t("deleteHint"), confirm: t("delete"), danger: true });
  if (sure) await attempt(api.remove(message.chat, message.id, state.me));
}

export function opensMenu(message) {
  let timer = 0, down = null;
  const release = () => { clearTimeout(timer); timer = 0; };
  const hold = (event) => {
    release();
    if (event.pointerType !== "touch" || !event.isPrimary) return;
    const { target, currentTarget, clientX, clientY } = event;
    down = { target, currentTarget, clientX, clientY, preventDefault() {} };
    timer = setTimeout(() => { timer = 0; messageMenu(down, message); down = null; }, HELD);
  };
  const move = ({ clientX, clientY }) => {
    if (timer && Math.hypot(clientX - down.clientX, clientY - down.clientY) > STILL) release();
  };
  const asked = (event) => {
    const held = event.pointerType === "touch" && !down; // it has opened the menu already
    release();
    if (held) event.preventDefault(); else messageMenu(event, message);
  };
  return { onpointerdown: hold, onpointermove: move, onpointerup: release, onpointercancel: release, oncontextmenu: asked };
}

function messageMenu(event, message) {
  const ownWords = getSelection()?.type === "Range" || event.target.closest("a, .keyboard");
  if (ownWords) return; // the browser's menu serves those better
  event.preventDefault();
  const item = (glyph, label, act, more = "") => h("button",
    { class: `menu-item ${more}`, type: "button", onclick: () => { closePopover(); act(message); } }, icon(glyph), t(label));
  const mine = message.from.id === state.me;
  const editable = mine && message.html && !message.media && !message.origin;
  const menu = h("div", { class: "menu" }, item("reply", "reply", replyTo),
    editable && item("pencil", "edit", (chosen) => emit("edit", chosen)),
    message.html && item("copy", "copyText", copy),
    item("forward", "forward", forward),
    mine && item("trash", "delete", remove, "danger"));
  const panel = togglePopover(event.currentTarget.querySelector(".reply"), document.body, menu, t("messageMenu"));
  if (panel) putAt(panel, event);
}

function putAt(panel, { clientX, clientY }) {
  panel.classList.add("at-pointer");
  panel.style.left = `${Math.min(clientX, innerWidth - panel.offsetWidth - 8)}px`;
  panel.style.top = `${Math.min(clientY, innerHeight - panel.offsetHeight - 8)}px`;
}
