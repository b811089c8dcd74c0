// One call as its service sees it, with what a person can do for the callee. What differs is in the service's own file.

import { h } from "../../core/dom.js";
import { icon } from "../../core/icons.js";
import { knows, t } from "../../core/i18n.js";
import { clock, duration, phone, toMs } from "../../core/format.js";
import { api } from "../../core/api.js";
import { attempt } from "../../ui/overlay.js";
import { player } from "../../ui/player.js";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];

// `kind`: {open, tone, word, said, facts, actions}
export function callCard(call, kind, service) {
  const tone = kind.tone(call);
  const word = kind.word?.(call) ?? tone;
  return h("li", { class: `card call is-${tone}`, testid: `provider-call-${call.id}` },
    h("div", { class: "card-head" },
      h("b", { class: "number" }, phone(call.phone)),
      h("span", { class: `status is-${tone}` }, h("i"), knows(`status.${word}`) ? t(`status.${word}`) : word),
      h("time", { class: "card-time" }, clock(toMs(call.createdAt) ?? Date.now(), true))),
    h("p", { class: "said" }, kind.said(call)),
    h("ul", { class: "facts" },
      [talked(call), ...kind.facts(call), h("li", { class: "muted" }, `№ ${call.id}`)].filter(Boolean)),
    recording(call),
    kind.open(call) && !call.held && kind.actions(call, deeds(call, service)));
}

export const fact = (text, strong = false) => h("li", strong ? { class: "strong" } : {}, text);

export const plannedAhead = (call) => (toMs(call.plannedAt) ?? 0) > Date.now();

function talked(call) {
  const from = toMs(call.answeredAt);
  if (!from) return null;
  const to = toMs(call.finishedAt);
  const time = h("li", { class: "talked" }, icon("phone", 13), h("span", {}, duration(((to ?? Date.now()) - from) / 1000)));
  if (!to) time.dataset.since = from;
  return time;
}

export function tick(list) {
  for (const node of list.querySelectorAll("[data-since]")) {
    node.lastChild.textContent = duration((Date.now() - Number(node.dataset.since)) / 1000);
  }
}

function recording(call) {
  if (!call.recordFilePath) return null;
  // Its address names the host the bot knows; the page asks the one it came from.
  const path = new URL(call.recordFilePath, location.href).pathname;
  return player({ url: path, seconds: (toMs(call.finishedAt) - toMs(call.answeredAt)) / 1000, label: t("callRecording") });
}

// What a person can do: `act` does it, `button` and `keypad` offer it.
function deeds(call, service) {
  const act = (action, more = {}) => () => attempt(api.act(service, call.id, { action, ...more }));
  const button = (look, action, label, glyph) =>
    h("button", { class: `button small ${look}`, type: "button", onclick: act(action) }, icon(glyph, 16), t(label));
  // The digits that the call's own menu does not list: a callee may press those too.
  const keypad = (listed) => listed.size < DIGITS.length && h("div", {
    class: "digits", role: "group", "aria-label": t("digits"),
  }, DIGITS.filter((digit) => !listed.has(digit)).map((digit) =>
    h("button", {
      class: "digit", type: "button", "aria-label": t("pressDigit", { n: digit }),
      onclick: act("digit", { digit: Number(digit) }),
    }, digit)));
  return { act, button, keypad };
}
