// Which service is looked at: one of four, with the number of its open calls.

import { fill, h } from "../core/dom.js";
import { setService } from "../core/prefs.js";
import { emit, on, state } from "../core/store.js";
import { t } from "../core/i18n.js";
import { openCalls, SERVICES, shortName } from "./services.js";

const CHOICE_HOLDS_MS = 20_000;
let chosenAt = 0;

export function serviceSwitch() {
  const names = Object.keys(SERVICES);
  const group = h("div", { class: "switcher", role: "radiogroup", "aria-label": t("service") });
  const choices = names.map((name) => choice(name));
  // Where four do not fit into one line there are two of two.
  const pair = (from) => h("div", { class: "pair", role: "presentation" }, choices.slice(from, from + 2).map((each) => each.node));
  fill(group, pair(0), pair(2));
  group.addEventListener("keydown", (event) => move(event, names, choices));
  const show = () => {
    for (const { name, node, badge } of choices) {
      node.setAttribute("aria-checked", String(name === state.service));
      node.tabIndex = name === state.service ? 0 : -1;
      const count = openCalls(name);
      badge.hidden = count === 0;
      badge.textContent = count || "";
    }
  };
  on("service calls snapshot", show);
  on("placed", follow);
  show();
  return group;
}

function choice(name) {
  const badge = h("span", { class: "badge", hidden: true });
  const node = h("button", {
    class: "provider-choice", type: "button", role: "radio", testid: `service-${name}`, title: SERVICES[name].name,
    onclick: () => choose(name),
  }, h("span", {}, shortName(name)), badge);
  return { name, node, badge };
}

function choose(name) {
  chosenAt = Date.now();
  setService(name);
  lookAt(name);
}

function lookAt(name) {
  if (state.service === name) return;
  state.service = name;
  emit("service");
}

// A new call is shown where it went, unless somebody has just chosen what to look at or is busy with another tab.
function follow(name) {
  if (state.tab === "calls" && Date.now() - chosenAt > CHOICE_HOLDS_MS) lookAt(name);
}

function move(event, names, choices) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = (names.indexOf(state.service) + step + names.length) % names.length;
  choose(names[next]);
  choices[next].node.focus();
}
