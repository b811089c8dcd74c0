import { h, keyed } from "../../core/dom.js";
import { t } from "../../core/i18n.js";
import { on, state } from "../../core/store.js";
import { nothing } from "../empty.js";
import { dataNow, openCalls, serviceNow } from "../services.js";
import { callCard, tick } from "./card.js";

const TICK_MS = 500;

export function callsTab() {
  const list = h("ul", { class: "cards" });
  const empty = nothing("phone", t("noCalls"), t("noCallsHint"));
  const show = () => {
    const { calls } = dataNow();
    const { call: kind } = serviceNow();
    const service = state.service;
    empty.hidden = calls.length > 0;
    keyed(list, calls, (call) => `${service}-${call.id}`, (call) => JSON.stringify(call),
      (call) => callCard(call, kind, service));
    keepTime(list);
  };
  on("calls snapshot service", show);
  show();
  return h("div", {}, empty, list);
}

let timer = null;

// Seconds run only while somebody rings or talks.
function keepTime(list) {
  clearInterval(timer);
  if (openCalls()) timer = setInterval(() => tick(list), TICK_MS);
}
