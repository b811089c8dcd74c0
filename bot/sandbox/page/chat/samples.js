// Messages a newcomer can send with one tap.

import { h } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { api } from "../core/api.js";
import { chatOf, personOf, state } from "../core/store.js";
import { attempt } from "../ui/overlay.js";

export const ENDINGS = ["00", "01", "02", "03", "04", "05", "06", "07", "08", "09"];

export const sampleCall = (ending) => `/call +7 999 123-45-${ending} ${t("sampleText")}`;

const SAMPLES = () => [
  ["/start", t("sampleStart")],
  [sampleCall("03"), t("ending03")],
  [sampleCall("00"), t("ending00")],
  [sampleCall("01"), t("ending01")],
  [sampleCall("09"), t("ending09")],
  ["/calls", t("sampleCalls")],
  ["/balance", t("sampleBalance")],
];

export const sendText = (text) => attempt(send(text));

async function send(text) {
  const sent = await api.send(state.chat, { from: state.me, text });
  if (sent?.update_id) state.lastUpdate = sent.update_id;
}

export function sampleButtons(onSent = () => {}) {
  const choose = (text) => {
    onSent();
    sendText(text);
  };
  return h("div", { class: "samples" }, SAMPLES().map(([text, hint]) =>
    h("button", { class: "sample", type: "button", onclick: () => choose(text) }, h("code", {}, text), h("span", {}, hint))));
}

export function samples() {
  const group = chatOf(state.chat).type !== "private";
  const name = personOf(state.me).first_name;
  return h("section", { class: "welcome", "aria-label": t("emptyTitle") },
    h("img", { src: "/page/icon.svg", alt: "", width: 56, height: 56 }),
    h("h3", {}, t("emptyTitle")),
    h("p", {}, group ? t("emptyGroup") : t("emptyText", { name })),
    sampleButtons());
}
