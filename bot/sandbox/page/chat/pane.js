import { h, fill } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { api } from "../core/api.js";
import { icon } from "../core/icons.js";
import { chatOf, emit, hasWritten, on, personOf, state } from "../core/store.js";
import { avatar } from "../ui/avatar.js";
import { ask, attempt } from "../ui/overlay.js";
import { closePopover, togglePopover } from "../ui/popover.js";
import { messageList } from "./list.js";
import { composer, post } from "./composer.js";
import { titleOf } from "./words.js";

export function chatPane() {
  const head = h("header", { class: "chat-head" });
  const pane = h("section", { class: "pane conversation", "aria-label": t("paneChat") }, head, messageList(), composer());
  pane.addEventListener("click", (event) => {
    const command = event.target.closest("[data-command]");
    if (command) post({ text: command.dataset.command });
    const payload = payloadOf(event.target.closest("a[href]"));
    if (payload) {
      event.preventDefault();
      toBot(payload);
    }
  });
  const show = () => showHead(head);
  on("place snapshot", show);
  on("typing", () => showStatus(head.querySelector(".chat-status")));
  on("message", () => {
    if (canBlock(chatOf(state.chat)) === Boolean(head.querySelector(".more"))) showStatus(head.querySelector(".chat-status"));
    else show();
  });
  show();
  return pane;
}

// https://core.telegram.org/bots/features#deep-linking
function payloadOf(link) {
  const { hostname, pathname, searchParams } = new URL(link?.href ?? location.href);
  return hostname === "t.me" && pathname === `/${state.botUsername}` ? searchParams.get("start") : null;
}

function toBot(payload) {
  state.links.set(state.me, payload);
  state.chat = state.me;
  emit("place");
}

function showHead(head) {
  const chat = chatOf(state.chat);
  const status = h("span", { class: "chat-status", "aria-live": "polite" });
  const me = personOf(state.me);
  fill(head,
    avatar({ id: chat.id, name: titleOf(chat), kind: chat.type === "private" ? "bot" : "group" }, "medium"),
    h("div", { class: "chat-names" }, h("h2", {}, titleOf(chat)), status),
    h("span", { class: "acting-as", title: me.name }, avatar(me, "tiny"), h("span", {}, me.first_name)),
    canBlock(chat) && moreButton(head));
  showStatus(status);
}

const canBlock = (chat) => chat.type === "private" && chat.bot !== "kicked" && hasWritten(state.me);

function moreButton(head) {
  const block = async () => {
    closePopover();
    const sure = await ask({ title: t("blockTitle"), hint: t("blockHint"), confirm: t("blockConfirm"), danger: true });
    if (sure) await attempt(api.block(state.me));
  };
  const items = () => h("div", { class: "menu" },
    h("button", { class: "menu-item danger", type: "button", onclick: block }, icon("ban"), t("block")));
  const button = h("button", {
    class: "icon-button more", type: "button", title: t("more"), "aria-label": t("more"), "aria-haspopup": "dialog",
    "aria-expanded": "false", onclick: () => togglePopover(button, head, items(), t("more")),
  }, icon("dots"));
  return button;
}

// What Telegram's apps say of each kind of action: https://core.telegram.org/bots/api#sendchataction
const ACTIONS = {
  record_voice: "record", record_audio: "record", upload_voice: "voice", upload_audio: "voice", upload_photo: "photo",
  upload_document: "document", record_video: "video", upload_video: "video", record_video_note: "video", upload_video_note: "video",
};

function showStatus(node) {
  const chat = chatOf(state.chat);
  const { until, action } = state.typing.get(chat.id) ?? { until: 0 };
  const typing = until > Date.now();
  node.classList.toggle("typing", typing);
  if (typing) fill(node, h("span", {}, t(`action.${ACTIONS[action] ?? "typing"}`)), h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")));
  else fill(node, chat.type === "private" ? t("bot") : t("members", { n: chat.size }));
}
