// Faults asked for in advance, repeated updates, and what the endings of numbers do.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { api } from "../core/api.js";
import { emit, on, state } from "../core/store.js";
import { ENDINGS, sampleCall } from "../chat/samples.js";
import { attempt, control, toast } from "../ui/overlay.js";
import { showPane } from "../ui/panes.js";
import { SERVICES } from "./services.js";

const TELEGRAM = [
  "sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates", "getFile", "sendVoice", "sendDocument",
];
const operationsOf = (target) => ["*", ...(SERVICES[target]?.operations ?? TELEGRAM)];
const targets = () => [...Object.entries(SERVICES).map(([name, each]) => [name, each.name]), ["telegram", "Telegram"]];
const KINDS = ["429", "status", "lost", "reset", "cut", "hang", "invalid_json"];
const SPOILABLE = new Set(["status", "cut", "hang", "invalid_json"]);

export const faultsTab = () => h("div", { class: "sections" }, faultForm(), repeatSection(), endings());

function faultForm() {
  const target = control({ name: "target", value: state.service, options: targets() });
  const operation = h("select", { class: "input", name: "operation" });
  const kind = control({ name: "kind", value: "status", options: KINDS.map((each) => [each, t(`kind.${each}`)]) });
  const times = control({ name: "times", type: "number", value: "1", min: 1, max: 1000, required: true });
  const retry = field("retryAfter", control({ name: "retry_after", type: "number", value: "5", min: 0, max: 3600 }));
  const status = field("httpStatus", control({ name: "status", type: "number", value: "500", min: 100, max: 599 }));
  const applied = h("label", { class: "check wide" }, h("input", { type: "checkbox", name: "applied" }), t("applied"));
  const fillOperations = () => operation.replaceChildren(...operationsOf(target.value).map((each) =>
    h("option", { value: each }, each === "*" ? t("anyOperation") : each)));
  const fit = () => {
    retry.hidden = kind.value !== "429";
    status.hidden = kind.value !== "status";
    applied.hidden = !SPOILABLE.has(kind.value);
  };
  target.addEventListener("change", fillOperations);
  kind.addEventListener("change", fit);
  on("service", () => {
    target.value = state.service;
    fillOperations();
  });
  fillOperations();
  fit();
  return h("form", { class: "section", onsubmit: schedule },
    heading("bolt", "faultTitle", "faultHint"),
    h("div", { class: "grid" }, field("target", target), field("operation", operation), field("kind", kind),
      field("times", times), retry, status, applied),
    h("div", { class: "actions" },
      h("button", { class: "button primary", type: "submit" }, t("schedule")),
      h("button", { class: "button", type: "button", onclick: clear }, t("clearFaults"))));
}

const field = (label, input) => h("label", { class: "field" }, h("span", {}, t(label)), input);

export function heading(glyph, title, hint) {
  return h("header", { class: "section-head" }, icon(glyph, 20), h("h3", {}, t(title)),
    hint && h("p", { class: "hint" }, t(hint)));
}

async function schedule(event) {
  event.preventDefault();
  const form = new FormData(event.currentTarget);
  const kind = form.get("kind");
  const fault = { target: form.get("target"), operation: form.get("operation"), times: Number(form.get("times")),
    applied: form.has("applied") && SPOILABLE.has(kind) };
  const how = kind === "lost" ? { kind: "reset", applied: true } : { kind };
  if (kind === "429") how.retry_after = Number(form.get("retry_after"));
  if (kind === "status") how.status = Number(form.get("status"));
  if (await attempt(api.fault({ ...fault, ...how }))) toast(t("scheduled"));
}

async function clear() {
  if ((await attempt(api.clearFaults().then(() => true)))) toast(t("cleared"));
}

function repeatSection() {
  const again = async () => {
    if (!state.lastUpdate) return toast(t("nothingToRepeat"));
    const done = await attempt(api.repeat(state.lastUpdate).then(() => true));
    return done && toast(t("repeated", { n: state.lastUpdate }));
  };
  return h("section", { class: "section" }, heading("refresh", "repeatTitle", "repeatHint"),
    h("div", { class: "actions" }, h("button", { class: "button", type: "button", onclick: again }, t("repeat"))));
}

function endings() {
  const choose = (ending) => () => {
    showPane("chat");
    emit("compose", sampleCall(ending));
  };
  return h("section", { class: "section" }, heading("phone", "endingsTitle", "endingsHint"),
    h("ul", { class: "endings" }, ENDINGS.map((ending) =>
      h("li", {},
        h("button", { type: "button", onclick: choose(ending) }, h("code", {}, `…${ending}`),
          h("span", {}, t(`ending${ending}`)))))));
}
