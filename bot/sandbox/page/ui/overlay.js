// What lies over the page: toasts, alerts, questions.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";

const TOAST_MS = 3500;

function shelf() {
  let node = document.querySelector(".toasts");
  if (!node) document.body.append((node = h("div", { class: "toasts", role: "status", "aria-live": "polite" })));
  return node;
}

export function toast(text, { kind = "" } = {}) {
  const node = h("div", { class: `toast ${kind}`, testid: "toast" }, kind === "bad" && icon("alert", 18), h("span", {}, text));
  shelf().append(node);
  while (shelf().children.length > 3) shelf().firstChild.remove();
  setTimeout(() => node.classList.add("leaving"), TOAST_MS - 250);
  setTimeout(() => node.remove(), TOAST_MS);
}

export const fail = (error) => toast(t("failed", { reason: error.message }), { kind: "bad" });

// Runs a request; a refusal is shown and gives undefined.
export async function attempt(promise) {
  try {
    return await promise;
  } catch (error) {
    fail(error);
    return undefined;
  }
}

function open(node) {
  document.body.append(node);
  node.addEventListener("close", () => node.remove());
  node.addEventListener("click", (event) => event.target === node && node.close());
  node.showModal();
  return node;
}

export function showAlert(title, text) {
  const close = h("button", { class: "button primary", type: "button", onclick: () => node.close() }, t("ok"));
  const node = h("dialog", { class: "dialog alert", role: "alertdialog", testid: "alert", "aria-label": title },
    h("h2", {}, title), h("p", { class: "alert-text" }, text), h("div", { class: "dialog-actions" }, close));
  open(node);
  close.focus();
}

// fields: [{name, label, value?, type?, required?, options?}] → what was typed in, or null when cancelled
export function ask({ title, hint, fields = [], confirm, danger = false }) {
  return new Promise((resolve) => {
    let result = null;
    const inputs = fields.map((field) => [field.name, control(field)]);
    const submit = (event) => {
      event.preventDefault();
      result = Object.fromEntries(inputs.map(([name, input]) => [name, input.value.trim()]));
      node.close();
    };
    const node = h("dialog", { class: "dialog", "aria-label": title },
      h("form", { onsubmit: submit },
        h("h2", {}, title),
        hint && h("p", { class: "hint" }, hint),
        fields.map((field, at) => h("label", { class: "field" }, h("span", {}, field.label), inputs[at][1])),
        h("div", { class: "dialog-actions" },
          h("button", { class: "button", type: "button", onclick: () => node.close() }, t("cancel")),
          h("button", { class: `button ${danger ? "danger" : "primary"}`, type: "submit" }, confirm))));
    open(node).addEventListener("close", () => resolve(result));
    (inputs[0]?.[1] ?? node.querySelector("[type=submit]")).focus();
  });
}

// items: [[value, what its button shows]] → the chosen value, or null when cancelled
export function choose(title, items) {
  return new Promise((resolve) => {
    let chosen = null;
    const take = (value) => () => {
      chosen = value;
      node.close();
    };
    const node = h("dialog", { class: "dialog picker", "aria-label": title },
      h("h2", {}, title),
      h("div", { class: "menu" }, items.map(([value, shown]) =>
        h("button", { class: "menu-item", type: "button", onclick: take(value) }, shown))),
      h("div", { class: "dialog-actions" }, h("button", { class: "button", type: "button", onclick: take(null) }, t("cancel"))));
    open(node).addEventListener("close", () => resolve(chosen));
  });
}

export function control({ options, value = "", type = "text", required = false, name, ...rest }) {
  if (options) {
    return h("select", { class: "input", name, ...rest },
      options.map(([key, label]) => h("option", { value: key, selected: key === value }, label)));
  }
  return h("input", { class: "input", type, name, value, required, autocomplete: "off", ...rest });
}
