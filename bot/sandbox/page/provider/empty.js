import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";

export function nothing(glyph, title, hint) {
  return h("div", { class: "nothing-yet" }, h("span", { class: "nothing-icon" }, icon(glyph, 28)), h("h3", {}, title),
    h("p", {}, hint));
}
