// A call of zvonobot: CallDog and Программа обзвонов.

import { h } from "../../core/dom.js";
import { t } from "../../core/i18n.js";
import { clock, money, phone, toMs } from "../../core/format.js";
import { state } from "../../core/store.js";
import { fact, plannedAhead } from "./card.js";
import { menuOf } from "./menu.js";

const OPEN = new Set(["created", "processed", "started", "answered"]);
const STAYED_ON_LINE = -1;

export const zvonobotCall = {
  open: (call) => OPEN.has(call.status),
  tone,
  said: saidIn,
  facts,
  actions,
};

function tone(call) {
  if (call.held) return "held";
  return call.status === "created" && plannedAhead(call) ? "planned" : call.status;
}

function saidIn(call) {
  return call.text || recordName(call.record_id);
}

function recordName(id) {
  const record = state.services[state.service].records.find((each) => each.id === id);
  const number = t("recordNumber", { n: id ?? "?" });
  return record ? `${number}: ${record.name}` : number;
}

function facts(call) {
  return [
    Number(call.cost) ? fact(money(call.cost)) : null,
    call.status !== "answered" && call.ivrs?.length > 0 && fact(t("menuOf", { n: call.ivrs.length })),
    ...(call.sms ?? []).map((text) => fact(t("smsText", { text }))),
    ...answersOf(call).map((each) => fact(each, true)),
    call.managerPhone && fact(t("toManager", { phone: phone(call.managerPhone) })),
    call.outgoingPhone && fact(t("fromNumber", { phone: phone(call.outgoingPhone) })),
    tone(call) === "planned" && fact(clock(toMs(call.plannedAt))),
  ];
}

function answersOf(call) {
  const answers = String(call.ivrAnswers ?? "").split(",").filter(Boolean);
  const alone = [call.ivrDigit, call.ivrAnswer].filter((each) => each !== null && each !== undefined).slice(0, 1);
  const given = answers.length ? answers : alone;
  return given.map((answer) => (Number(answer) === STAYED_ON_LINE ? t("stayed") : t("pressed", { n: answer })));
}

function actions(call, { act, button, keypad }) {
  if (call.status === "answered") {
    return h("div", { class: "actions" },
      menuOf(call, act, recordName), keypad(digitsOf(call)), button("danger", "hangup", "actHangup", "hangup"));
  }
  return h("div", { class: "actions halves" },
    button("good", "answer", "actAnswer", "phone"),
    button("", "busy", "actBusy", "pause"),
    button("", "no_answer", "actNoAnswer", "close"),
    button("", "voicemail", "actVoicemail", "wave"));
}

const digitsOf = (call) => new Set((call.ivrs ?? []).filter(({ digit }) => digit !== null).map(({ digit }) => String(digit)));
