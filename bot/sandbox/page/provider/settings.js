// What can be changed about the account: only what the service has is shown.

import { h, keyed } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { phone } from "../core/format.js";
import { api } from "../core/api.js";
import { emit, on, state } from "../core/store.js";
import { ask, attempt, toast } from "../ui/overlay.js";
import { heading } from "./faults.js";
import { dataNow, serviceNow } from "./services.js";

const FLAGS = {
  moderation: "setModeration", enabled: "setEnabled", sms_on_no_answer: "setSms", host_check: "setHosts",
};

export function settingsTab() {
  const body = h("div", { class: "sections" });
  const show = () =>
    keyed(body, sections(), ([name]) => `${state.service}-${name}`, ([, version]) => version, ([, , build]) => build());
  on("settings snapshot service", show);
  show();
  return body;
}

// What is being typed into a section is lost only when the setting itself changes.
function sections() {
  const now = dataNow().settings;
  const has = (name) => now[name] !== undefined;
  return [
    ["balance", String(now.balance), balance],
    ...Object.keys(FLAGS).filter(has).map((name) => [name, String(now[name]), () => flag(name)]),
    ...(now.phones?.length ? [["phones", JSON.stringify(now.phones), phones]] : []),
    ...(now.widgets?.length ? [["widgets", JSON.stringify(now.widgets), widgets]] : []),
    ...(has("webhook_url") ? [["webhook", now.webhook_url, webhook]] : []),
    ["reset", "", startOver],
  ];
}

async function save(changes) {
  const service = state.service;
  const settings = await attempt(api.settings(service, changes));
  if (!settings) return;
  Object.assign(state.services[service].settings, settings);
  emit("settings");
  toast(t("saved"));
}

function typed(title, glyph, hint, attributes, read) {
  const input = h("input", { class: "input", "aria-label": t(title), ...attributes });
  const submit = (event) => {
    event.preventDefault();
    save(read(input.value.trim()));
  };
  return h("form", { class: "section", onsubmit: submit }, heading(glyph, title, hint),
    h("div", { class: "inline" }, input, h("button", { class: "button primary", type: "submit" }, t("save"))));
}

const balance = () => typed(serviceNow().minutes ? "balanceMinutes" : "balanceRub", "gear", undefined, {
  name: "balance", inputmode: "decimal", pattern: "-?[0-9]+([.,][0-9]{1,2})?", required: true,
  value: String(dataNow().settings.balance ?? ""),
}, (value) => ({ balance: value.replace(",", ".") }));

const webhook = () => typed("webhookUrl", "link", "webhookHint", {
  name: "webhook_url", type: "url", placeholder: "https://", value: dataNow().settings.webhook_url,
}, (value) => ({ webhook_url: value }));

function toggle(label, checked, change, hint) {
  const input = h("input", { type: "checkbox", role: "switch", checked, onchange: () => change(input.checked) });
  const words = h("span", {}, label, hint && h("small", {}, hint));
  return h("label", { class: "switch" }, words, input, h("i", { "aria-hidden": "true" }));
}

const flag = (name) => h("section", { class: "section" },
  toggle(t(FLAGS[name]), Boolean(dataNow().settings[name]), (on) => save({ [name]: on }), t(`${FLAGS[name]}Hint`)));

function phones() {
  const known = dataNow().settings.phones;
  const change = (item) => (enable) =>
    save({ phones: known.map((each) => ({ phone: each.phone, enable: each === item ? enable : each.enable })) });
  return h("section", { class: "section" }, heading("phone", "outgoing"), known.map((item) =>
    toggle(phone(item.phone), item.enable, change(item), t(item.enable ? "enabled" : "disabled"))));
}

function widgets() {
  const known = dataNow().settings.widgets;
  const office = (value) => value.split("^").map((part, at) => (at ? `(${part})` : phone(part))).join(" ");
  const change = (item) => (enabled) => save({ widgets: [{ hash: item.hash, enabled }] });
  return h("section", { class: "section" }, heading("contact", "widgets"), known.map((item) =>
    toggle(item.name, item.enabled, change(item), item.offices.map(office).join(", "))));
}

function startOver() {
  const reset = async () => {
    const sure = await ask({ title: t("resetTitle"), hint: t("resetHint"), confirm: t("reset"), danger: true });
    if (sure) await attempt(api.reset());
  };
  return h("section", { class: "section" }, heading("refresh", "reset", "resetHint"),
    h("div", { class: "actions" }, h("button", { class: "button danger", type: "button", onclick: reset }, t("reset"))));
}
