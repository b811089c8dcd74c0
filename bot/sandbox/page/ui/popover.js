// A small panel opened by a button: closes on Escape, on a click elsewhere, and gives focus back.

import { h } from "../core/dom.js";

let current = null;

export function closePopover() {
  current?.();
}

export function togglePopover(button, host, content, label) {
  const mine = current?.button === button;
  closePopover();
  if (mine) return null;
  const panel = h("div", { class: "popover", role: "dialog", "aria-label": label }, content);
  const outside = (event) => !panel.contains(event.target) && !button.contains(event.target) && close();
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
    button.focus();
  };
  function close() {
    panel.remove();
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
    current = null;
  }
  close.button = button;
  current = close;
  host.append(panel);
  button.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  panel.addEventListener("keydown", moveFocus);
  panel.querySelector("button:not([disabled])")?.focus({ preventScroll: true });
  return panel;
}

function moveFocus(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll("button:not([disabled])")];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}
