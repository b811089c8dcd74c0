import { h, keyed } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { clock, money, toMs } from "../core/format.js";
import { api } from "../core/api.js";
import { on, state } from "../core/store.js";
import { ask, attempt } from "../ui/overlay.js";
import { player } from "../ui/player.js";
import { nothing } from "./empty.js";
import { dataNow } from "./services.js";

const present = () => dataNow().records.filter((record) => !record.deleted);

export const waitingRecords = () => present().filter((record) => statusOf(record) === "waiting").length;

export function recordsTab() {
  const list = h("ul", { class: "cards" });
  const empty = nothing("wave", t("noRecords"), t("noRecordsHint"));
  const show = () => {
    const records = present();
    empty.hidden = records.length > 0;
    keyed(list, records, (record) => record.id, (record) => JSON.stringify(record), recordCard);
  };
  on("records snapshot service", show);
  show();
  return h("div", {}, empty, list);
}

function statusOf(record) {
  if (record.moderatorComment && record.needModeration) return "refused";
  if (record.status === "ready" && !record.needModeration) return "ready";
  return "waiting";
}

const WORDS = { ready: "recordReady", waiting: "recordWaiting", refused: "recordRefused" };

function recordCard(record) {
  const status = statusOf(record);
  const path = record.path && new URL(record.path, location.href).pathname;
  return h("li", { class: "card record", testid: `provider-record-${record.id}` },
    h("div", { class: "card-head" },
      h("b", {}, record.name || t("recordNumber", { n: record.id })),
      h("span", { class: `status is-${status}` }, h("i"), t(WORDS[status])),
      h("time", { class: "card-time" }, clock(toMs(record.createdAt) ?? Date.now(), true))),
    record.recordText && h("p", { class: "said" }, record.recordText),
    h("ul", { class: "facts" },
      h("li", {}, t(record.recordText ? "fromText" : "fromFile")),
      Number(record.cost) > 0 && h("li", {}, money(record.cost)),
      record.moderatorComment && h("li", { class: "strong" }, record.moderatorComment),
      h("li", { class: "muted" }, `№ ${record.id}`)),
    path && player({ url: path, label: record.name }),
    h("div", { class: "actions" },
      status !== "ready" && h("button",
        { class: "button small good", type: "button", onclick: () => approve(record) }, icon("check", 16), t("approve")),
      status !== "refused" && h("button",
        { class: "button small danger", type: "button", onclick: () => refuse(record) }, icon("close", 16), t("refuse"))));
}

const approve = (record) => attempt(api.moderate(state.service, record.id, { decision: "approve" }));

async function refuse(record) {
  const typed = await ask({
    title: t("refuseTitle"), hint: record.name, confirm: t("refuse"), danger: true,
    fields: [{ name: "comment", label: t("comment"), required: true, maxlength: 255 }],
  });
  if (typed) await attempt(api.moderate(state.service, record.id, { decision: "refuse", ...typed }));
}
