import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { hue, initials } from "../core/format.js";

export function avatar({ id, name, kind = "person" }, size = "") {
  if (kind === "bot") return h("span", { class: `avatar bot ${size}`, "aria-hidden": "true" },
    h("img", { src: "/page/icon.svg", alt: "" }));
  if (kind === "group") return h("span", { class: `avatar group ${size}`, "aria-hidden": "true" },
    icon("users", size === "small" ? 18 : 24));
  return h("span", { class: `avatar hue-${hue(id)} ${size}`, "aria-hidden": "true" }, initials(name));
}
