// The services' side: which one, and its calls, records, requests, faults, settings.

import { fill, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { money } from "../core/format.js";
import { emit, on, state } from "../core/store.js";
import { callsTab } from "./calls/tab.js";
import { faultsTab } from "./faults.js";
import { recordsTab, waitingRecords } from "./records.js";
import { requestsTab } from "./requests.js";
import { dataNow, openCalls, serviceNow } from "./services.js";
import { settingsTab } from "./settings.js";
import { serviceSwitch } from "./switch.js";

const TABS = [
  ["calls", "phone", "tabCalls", callsTab],
  ["records", "wave", "tabRecords", recordsTab],
  ["requests", "journal", "tabRequests", requestsTab],
  ["faults", "bolt", "tabFaults", faultsTab],
  ["settings", "gear", "tabSettings", settingsTab],
];

export function providerPane() {
  const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": t("provider") });
  const panel = h("div", { class: "tab-panel", role: "tabpanel", tabindex: -1 });
  const buttons = TABS.map(([name, glyph, label]) => tabButton(name, glyph, label));
  tabs.append(...buttons.map((each) => each.button));
  tabs.addEventListener("keydown", (event) => moveTab(event, buttons));
  const views = new Map();
  const show = () => showTab(panel, buttons, views);
  const count = () => {
    for (const { name, badge } of buttons) setBadge(badge, { calls: openCalls, records: waitingRecords }[name]?.() ?? 0);
  };
  on("tab service", show);
  on("calls records snapshot service", count);
  show();
  count();
  return h("section", { class: "pane provider", "aria-label": t("provider") }, head(), serviceSwitch(), tabs, panel);
}

function head() {
  const logo = h("span", { "aria-hidden": "true" }, icon("phone", 20));
  const title = h("h2", {});
  const balance = h("span", { class: "balance" });
  const showBalance = () => {
    const { balance: amount } = dataNow().settings;
    const shown = serviceNow().minutes ? t("minutes", { n: Number(amount) }) : money(amount);
    fill(balance, h("span", {}, t("balance")), h("b", {}, shown ?? "—"));
  };
  const show = () => {
    logo.className = `provider-logo of-${state.service}`;
    fill(title, serviceNow().name);
    showBalance();
  };
  on("service", show);
  on("settings snapshot", showBalance);
  show();
  return h("header", { class: "provider-head" }, logo,
    h("div", { class: "chat-names" }, title, h("span", { class: "chat-status" }, t("provider"))), balance);
}

function tabButton(name, glyph, label) {
  const badge = h("span", { class: "badge", hidden: true });
  const button = h("button", {
    class: "tab", type: "button", role: "tab", testid: `tab-${name}`, id: `tab-${name}`,
    "aria-label": t(label), title: t(label),
    onclick: () => { state.tab = name; emit("tab"); },
  }, h("span", { class: "pane-glyph" }, icon(glyph, 20), badge), h("span", { class: "tab-label" }, t(label)));
  return { name, button, badge };
}

function setBadge(badge, count) {
  badge.hidden = count === 0;
  badge.textContent = count || "";
}

// A tab is built when first opened and kept: what is typed or unfolded there stays.
function showTab(panel, buttons, views) {
  if (state.tab === "records" && !serviceNow().records) state.tab = "calls";
  for (const { name, button } of buttons) {
    button.hidden = name === "records" && !serviceNow().records;
    button.setAttribute("aria-selected", String(name === state.tab));
    button.tabIndex = name === state.tab ? 0 : -1;
  }
  if (!views.has(state.tab)) views.set(state.tab, TABS.find(([name]) => name === state.tab)[3]());
  panel.setAttribute("aria-labelledby", `tab-${state.tab}`);
  fill(panel, views.get(state.tab));
}

function moveTab(event, buttons) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const shown = buttons.filter(({ button }) => !button.hidden);
  const at = shown.findIndex(({ name }) => name === state.tab);
  const next = shown[(at + step + shown.length) % shown.length];
  next.button.click();
  next.button.focus();
}
