// On a phone one pane is seen at a time; these are the buttons at the bottom that choose it.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { emit, on, state, unreadOf } from "../core/store.js";
import { allOpenCalls } from "../provider/services.js";

const PANES = [["chats", "menu", "paneChats"], ["chat", "chat", "paneChat"], ["provider", "phone", "paneProvider"]];

export function showPane(pane) {
  state.pane = pane;
  document.querySelector(".panes").dataset.pane = pane;
  emit("pane");
}

export function paneTabs() {
  const nav = h("nav", { class: "pane-tabs" });
  const buttons = PANES.map(([pane, glyph, label]) => {
    const badge = h("span", { class: "badge", hidden: true });
    const button = h("button", { type: "button", testid: `pane-${pane}`, onclick: () => showPane(pane) },
      h("span", { class: "pane-glyph" }, icon(glyph, 22), badge), h("span", {}, t(label)));
    nav.append(button);
    return { pane, button, badge };
  });
  const show = () => {
    for (const { pane, button, badge } of buttons) {
      button.setAttribute("aria-current", pane === state.pane ? "page" : "false");
      const count = pane === "chats" ? unreadOf(state.me) : pane === "provider" ? allOpenCalls() : 0;
      badge.hidden = count === 0;
      badge.textContent = count || "";
    }
  };
  on("pane chats calls place", show);
  show();
  return nav;
}
