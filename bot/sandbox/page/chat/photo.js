import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";

export function showPhoto(url) {
  const close = h("button",
    { class: "icon-button", type: "button", "aria-label": t("close"), onclick: () => node.close() }, icon("close"));
  const node = h("dialog", { class: "viewer", "aria-label": t("photo"), onclick: () => node.close() },
    h("img", { src: url, alt: t("photo") }), close);
  node.addEventListener("close", () => node.remove());
  document.body.append(node);
  node.showModal();
}
