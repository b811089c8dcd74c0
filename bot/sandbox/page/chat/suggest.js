// The list that grows above the composer while a command is being typed.

import { h, fill } from "../core/dom.js";
import { commandList, commandsHere } from "./commands.js";

const TYPED = /^\/([a-z0-9_]*)$/i;

// What was typed whole comes first: Enter must never send a longer command instead.
const matching = (typed) => commandsHere()
  .filter(({ command }) => command.startsWith(typed))
  .sort((one, other) => (other.command === typed) - (one.command === typed));

export function suggestions(area, send) {
  const panel = h("div", { class: "popover suggest", hidden: true });
  const options = () => [...panel.querySelectorAll("[role=option]")];
  const hide = () => { panel.hidden = true; };

  function update() {
    const typed = area.value.match(TYPED)?.[1]?.toLowerCase();
    const found = typed === undefined ? [] : matching(typed);
    panel.hidden = found.length === 0;
    if (found.length) fill(panel, commandList(found, choose));
  }

  function choose(command) {
    area.value = "";
    hide();
    send(command);
    area.focus();
  }

  function insert(command) {
    area.value = `${command} `;
    hide();
    area.dispatchEvent(new Event("input"));
  }

  function move(step) {
    const all = options();
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = (at + step + all.length) % all.length;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
    all[next].scrollIntoView({ block: "nearest" });
  }

  // Returns whether the key was meant for the list.
  function onKey(event) {
    if (panel.hidden) return false;
    const chosen = () => panel.querySelector("[aria-selected=true] b").textContent;
    const keys = {
      ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: hide,
      Enter: () => choose(chosen()), Tab: () => insert(chosen()),
    };
    if (!keys[event.key] || event.shiftKey) return false;
    event.preventDefault();
    keys[event.key]();
    return true;
  }

  return { panel, update, hide, onKey };
}
