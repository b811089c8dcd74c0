import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";

const TALL = 1.5;

// A tall picture, such as a menu's, is shown as wide as a phone and scrolled.
export function showPhoto(url) {
  const image = h("img", { src: url, alt: t("photo") });
  image.addEventListener("load", () => image.classList.toggle("tall", image.naturalHeight > image.naturalWidth * TALL));
  const close = h("button",
    { class: "icon-button", type: "button", "aria-label": t("close"), onclick: () => node.close() }, icon("close"));
  const node = h("dialog", { class: "viewer", "aria-label": t("photo"), onclick: () => node.close() },
    image, close);
  node.addEventListener("close", () => node.remove());
  document.body.append(node);
  node.showModal();
}
