// A message's formatting, rebuilt from the tags Telegram knows and nothing else: even a mistaken server
// cannot put a script, a style or a form on the page.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";

const SAME = { b: "strong", strong: "strong", i: "em", em: "em", u: "u", ins: "u", s: "s", del: "s",
  strike: "s", code: "code", pre: "pre", br: "br" };

// Browsers break a number at its hyphens, Telegram does not.
const PHONE = /^\+\d[\d\s-]+$/;
const PHONES = /(\+7\s\d{3}\s\d{3}-\d\d-\d\d)/;

export function formatted(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const out = document.createDocumentFragment();
  copy(parsed.body, out);
  return out;
}

export const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;

const BLOCKS = new Set(["blockquote", "pre"]);

// The line break after a block is the one that ends the block: shown as well, it would be an empty line.
const textOf = ({ data, previousSibling: before }) => (BLOCKS.has(before?.localName) ? data.replace(/^\n/, "") : data);

const inLines = (text) => text.split(PHONES).map((part, at) => (at % 2 ? h("span", { class: "phone" }, part) : part));

function copy(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(...inLines(textOf(node)));
    else if (node.nodeType === Node.ELEMENT_NODE) copyElement(node, to);
  }
}

function copyElement(node, to) {
  const made = rebuild(node, node.localName);
  if (made) to.append(made);
  copy(node, made ?? to);
  if (made?.matches(".expandable")) foldable(made);
}

function rebuild(node, tag) {
  if (tag === "a") return link(node.getAttribute("href") ?? "");
  if (tag === "span") return marked(node);
  if (tag === "code" && PHONE.test(node.textContent)) return h("code", { class: "phone" });
  if (tag === "blockquote") return h("blockquote", { class: node.hasAttribute("expandable") ? "expandable" : "" });
  return SAME[tag] ? h(SAME[tag]) : null;
}

// Three lines are shown until a tap; what has no more than that has nothing to unfold.
function foldable(quote) {
  const text = h("div", { class: "quoted" }, ...quote.childNodes);
  const button = h("button", { class: "unfold", type: "button" }, icon("chevron", 16));
  const show = (open) => {
    quote.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", t(open ? "foldQuote" : "unfoldQuote"));
  };
  quote.append(text, button);
  quote.addEventListener("click", (event) => {
    const other = event.target.closest("a, button:not(.unfold), [role=button]") || getSelection()?.type === "Range";
    if (quote.classList.contains("long") && !other) show(!quote.classList.contains("open"));
  });
  quote.addEventListener("unfold", () => {
    quote.classList.add("long");
    show(true);
  });
  new ResizeObserver(() => {
    if (!quote.classList.contains("open")) quote.classList.toggle("long", text.scrollHeight > text.clientHeight + 1);
  }).observe(text);
  show(false);
}

function marked(node) {
  const { classList } = node;
  if (classList.contains("tg-spoiler")) return spoiler();
  if (classList.contains("tg-command")) return pressed("command", { "data-command": node.textContent });
  return h("span", { class: "mention" });
}

function link(address) {
  if (!/^(https?:|tg:|mailto:)/i.test(address)) return h("span", { class: "mention" });
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
}

const spoiler = () =>
  pressed("spoiler", { title: t("showSpoiler"), onclick: (event) => event.currentTarget.classList.add("shown") });

// A button within a text: around a real one browsers break the line, even before a full stop.
function pressed(name, more) {
  const onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.currentTarget.click();
  };
  return h("span", { class: name, role: "button", tabindex: 0, onkeydown, ...more });
}
