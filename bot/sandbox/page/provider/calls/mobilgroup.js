// One subscriber of a broadcast of Mobilgroup.

import { h } from "../../core/dom.js";
import { t } from "../../core/i18n.js";
import { clock, money, phone, toMs } from "../../core/format.js";
import { fact, plannedAhead } from "./card.js";

const TONES = { ringing: "started", talking: "answered", paused: "paused" };
const ENDS = { Успешно: "finished", Занято: "busy" };
const SAID = { phrase: "phraseNamed", script: "scriptNamed" };

export const mobilgroupCall = {
  open: (call) => call.status !== "over",
  tone,
  said: (call) => (SAID[call.kind] ? t(SAID[call.kind], { name: call.text }) : call.text),
  facts,
  actions,
};

function tone(call) {
  if (call.status === "over") return ENDS[call.words] ?? "canceled";
  if (call.status === "created") return plannedAhead(call) ? "planned" : "created";
  return TONES[call.status];
}

function facts(call) {
  return [
    Number(call.cost) ? fact(money(call.cost)) : null,
    call.words && fact(call.words, true),
    ...call.digits.map((digit) => fact(t("pressed", { n: digit }), true)),
    call.managerPhone && fact(t("toManager", { phone: phone(call.managerPhone) })),
    call.sms && fact(t("smsSent"), true),
    call.mostAttempts > 1 && fact(t("attemptOf", { n: Math.max(call.attempts, 1), most: call.mostAttempts })),
    fact(t("fromNumber", { phone: phone(call.outgoingPhone) })),
    tone(call) === "planned" && fact(clock(toMs(call.plannedAt))),
  ];
}

function actions(call, { button, keypad }) {
  if (call.status === "talking") {
    return h("div", { class: "actions" },
      call.kind === "script" && keypad(new Set()), button("danger", "hangup", "actHangup", "hangup"));
  }
  return h("div", { class: "actions halves" },
    button("good", "answer", "actAnswer", "phone"), button("", "busy", "actBusy", "pause"),
    button("", "no_answer", "actNoAnswer", "close"), button("", "voicemail", "actVoicemail", "wave"));
}
