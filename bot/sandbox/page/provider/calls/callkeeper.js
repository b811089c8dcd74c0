// A callback of CallKeeper: the manager is rung first, then the client.

import { h } from "../../core/dom.js";
import { t } from "../../core/i18n.js";
import { clock, phone, toMs } from "../../core/format.js";
import { fact, plannedAhead } from "./card.js";

const TALKED = "200/200";
const TONES = { manager_ringing: "started", client_ringing: "started", talking: "answered" };

export const callkeeperCall = {
  open: (call) => call.status !== "over",
  tone,
  word: (call) => (tone(call) === "started" ? call.status : null),
  said: (call) => call.text || t("callbackOnly"),
  facts,
  actions,
};

function tone(call) {
  if (call.status === "over") return call.pair === TALKED ? "finished" : "canceled";
  if (call.status === "created") return plannedAhead(call) ? "planned" : "created";
  return TONES[call.status];
}

const numberOf = ({ managerPhone, extension }) => phone(managerPhone) + (extension ? ` (${extension})` : "");

function facts(call) {
  return [
    call.minutes > 0 && fact(t("minutes", { n: call.minutes })),
    call.status === "over" && fact(`${call.pair} ${call.words}`, true),
    fact(t("toManager", { phone: numberOf(call) })),
    fact(t("widgetNamed", { name: call.widget })),
    call.attempt > 1 && fact(t("attempt", { n: call.attempt })),
    ...call.tags.map((tag) => fact(`#${tag}`, true)),
    tone(call) === "planned" && fact(clock(toMs(call.plannedAt))),
  ];
}

function actions(call, { button }) {
  const hangUp = button("danger", "hangup", "actHangup", "hangup");
  if (call.status === "talking") return h("div", { class: "actions" }, hangUp);
  if (call.status === "client_ringing") {
    return h("div", { class: "actions halves" },
      button("good", "answer", "actClientAnswer", "phone"), button("", "busy", "actClientBusy", "pause"),
      button("", "no_answer", "actNoAnswer", "close"), hangUp);
  }
  return h("div", { class: "actions halves" },
    button("good", "manager_answer", "actManagerAnswer", "phone"), button("", "manager_busy", "actManagerBusy", "pause"),
    button("", "manager_no_answer", "actManagerNoAnswer", "close"), hangUp);
}
