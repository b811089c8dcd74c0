import { h, fill } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { api } from "../core/api.js";
import { icon } from "../core/icons.js";
import { chatOf, hasWritten, on, personOf, state } from "../core/store.js";
import { avatar } from "../ui/avatar.js";
import { ask, attempt } from "../ui/overlay.js";
import { messageList } from "./list.js";
import { composer, post } from "./composer.js";
import { titleOf } from "./words.js";

export function chatPane() {
  const head = h("header", { class: "chat-head" });
  const pane = h("section", { class: "pane conversation", "aria-label": t("paneChat") }, head, messageList(), composer());
  pane.addEventListener("click", (event) => {
    const command = event.target.closest("[data-command]");
    if (command) post({ text: command.dataset.command });
  });
  const show = () => showHead(head);
  on("place snapshot", show);
  on("typing", () => showStatus(head.querySelector(".chat-status")));
  on("message", () => {
    if (canBlock(chatOf(state.chat)) === Boolean(head.querySelector(".block"))) showStatus(head.querySelector(".chat-status"));
    else show();
  });
  show();
  return pane;
}

function showHead(head) {
  const chat = chatOf(state.chat);
  const status = h("span", { class: "chat-status", "aria-live": "polite" });
  const me = personOf(state.me);
  fill(head,
    avatar({ id: chat.id, name: titleOf(chat), kind: chat.type === "private" ? "bot" : "group" }, "medium"),
    h("div", { class: "chat-names" }, h("h2", {}, titleOf(chat)), status),
    canBlock(chat) && blockButton(),
    h("span", { class: "acting-as", title: me.name }, avatar(me, "tiny"), h("span", {}, me.first_name)));
  showStatus(status);
}

const canBlock = (chat) => chat.type === "private" && chat.bot !== "kicked" && hasWritten(state.me);

function blockButton() {
  const block = async () => {
    const sure = await ask({ title: t("blockTitle"), hint: t("blockHint"), confirm: t("blockConfirm"), danger: true });
    if (sure) await attempt(api.block(state.me));
  };
  return h("button",
    { class: "icon-button block", type: "button", title: t("block"), "aria-label": t("block"), onclick: block }, icon("ban"));
}

function showStatus(node) {
  const chat = chatOf(state.chat);
  const typing = (state.typing.get(chat.id) ?? 0) > Date.now();
  node.classList.toggle("typing", typing);
  if (typing) fill(node, t("typing"), h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")));
  else fill(node, chat.type === "private" ? t("bot") : t("members", { n: chat.size }));
}
