// Every request and answer, newest first. JSON is drawn only for what is unfolded.

import { fill, h, keyed } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { clock, toMs } from "../core/format.js";
import { api } from "../core/api.js";
import { on, state } from "../core/store.js";
import { attempt, toast } from "../ui/overlay.js";
import { nothing } from "./empty.js";
import { coloured, pretty } from "./json.js";
import { SERVICES, shortName } from "./services.js";

const KEPT = 300;
const IDLE = new Set(["getupdates", "get", "getcallinfo", "getcallsinfo", "state"]);
const TELEGRAM = "telegram";
const TARGETS = [TELEGRAM, ...Object.keys(SERVICES)];

const nameOf = (target) => (target === TELEGRAM ? "Telegram" : shortName(target));

export function requestsTab() {
  const view = { entries: [], target: "all", text: "", quiet: true, list: h("ul", { class: "journal" }) };
  view.empty = nothing("journal", t("noRequests"), t("noRequestsHint"));
  on("request", (entry) => add(view, entry));
  on("snapshot", () => load(view));
  load(view);
  return h("div", { class: "requests" }, filters(view), view.empty, view.list);
}

async function load(view) {
  const newest = view.entries[0]?.seq ?? 0;
  const all = await attempt(Promise.all(TARGETS.map(async (target) =>
    (await api.requests(target)).map((entry) => ({ ...entry, target })))));
  if (!all) return;
  // What comes while the lists are on their way may stand in none of them.
  const since = view.entries.filter(({ seq }) => seq > newest);
  const each = new Map([...since, ...all.flat()].map((entry) => [entry.seq, entry]));
  view.entries = [...each.values()].sort((one, other) => other.seq - one.seq).slice(0, KEPT);
  draw(view);
}

function add(view, entry) {
  view.entries.unshift(entry);
  view.entries.length = Math.min(view.entries.length, KEPT);
  draw(view);
}

// A row that stays is not built anew: it stays unfolded, and a click on it is not lost.
function draw(view) {
  const rows = view.entries.filter((entry) => wanted(view, entry));
  view.empty.hidden = rows.length > 0;
  keyed(view.list, rows, ({ seq }) => seq, () => 0, row);
}

function wanted(view, { target, operation, fault }) {
  if (view.target === TELEGRAM && target !== TELEGRAM) return false;
  if (view.target === "service" && target !== state.service) return false;
  const name = operation.toLowerCase();
  if (view.text) return name.includes(view.text);
  return !(view.quiet && IDLE.has(name) && !fault);
}

function filters(view) {
  const choice = (value, label) => h("button", {
    class: "choice", type: "button", "aria-pressed": String(view.target === value),
    onclick: (event) => {
      view.target = value;
      const chosen = event.currentTarget;
      for (const each of chosen.parentNode.children) each.setAttribute("aria-pressed", String(each === chosen));
      draw(view);
    },
  }, label);
  const service = choice("service", nameOf(state.service));
  on("service", () => {
    fill(service, nameOf(state.service));
    if (view.target === "service") draw(view);
  });
  const find = h("input", {
    class: "input", type: "search", placeholder: t("findOperation"), "aria-label": t("findOperation"),
    oninput: () => { view.text = find.value.trim().toLowerCase(); draw(view); },
  });
  const quiet = h("input",
    { type: "checkbox", checked: view.quiet, onchange: () => { view.quiet = quiet.checked; draw(view); } });
  return h("div", { class: "filters" },
    h("div", { class: "segmented", role: "group" },
      choice("all", t("all")), choice(TELEGRAM, nameOf(TELEGRAM)), service),
    h("label", { class: "check" }, quiet, t("hideIdle")),
    find);
}

function row(entry) {
  const node = h("details", { class: "entry" },
    h("summary", {},
      icon("chevron", 16),
      h("span", { class: `target of-${entry.target}` }, nameOf(entry.target)),
      h("b", {}, entry.operation),
      entry.fault && h("span", { class: "fault" }, icon("bolt", 12), entry.fault),
      h("span", { class: `code ${grade(entry.status)}` }, entry.status ?? "—"),
      h("time", {}, clock(toMs(entry.at) ?? Date.now(), true))));
  node.addEventListener("toggle", () => {
    if (node.open && node.children.length === 1) node.append(block("request", entry.request), block("answer", entry.answer));
  });
  return h("li", { testid: `request-${entry.seq}` }, node);
}

function grade(status) {
  if (!status) return "lost";
  return status < 300 ? "fine" : status < 500 ? "refused" : "broken";
}

function block(label, value) {
  const missing = value === null || value === undefined || value === "";
  const copy = async () => {
    await navigator.clipboard?.writeText(pretty(value)).then(() => toast(t("copied")), () => {});
  };
  return h("section", { class: "json-block" },
    h("header", {}, h("span", {}, t(label)),
      !missing && h("button",
        { class: "icon-button tiny", type: "button", "aria-label": t("copy"), title: t("copy"),
          onclick: copy }, icon("copy", 15))),
    missing ? h("p", { class: "muted" }, t("noAnswer")) : coloured(value));
}
