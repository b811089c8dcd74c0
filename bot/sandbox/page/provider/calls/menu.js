// The menu that the callee of a zvonobot call hears: each key, word and silence, and what it sets off.

import { h } from "../../core/dom.js";
import { t } from "../../core/i18n.js";
import { phone } from "../../core/format.js";

const STAYED_ON_LINE = -1;

// `act` does what the callee does; `recordName` tells what a record is called.
export function menuOf(call, act, recordName) {
  const rows = (call.ivrs ?? []).flatMap((block) => choices(block, act).map((choice) => row(choice, block, recordName)));
  return rows.length > 0 && h("ul", { class: "menu-keys", "aria-label": t("menu") }, rows);
}

// How one gets to a block: by its digit, by each of its words, or by doing nothing.
function choices({ digit, keyWords }, act) {
  const words = (keyWords ?? "").split(" ").filter(Boolean);
  const found = words.map((word) => ({ sign: `«${word}»`, label: t("sayWord", { word }), press: act("say", { word }) }));
  if (digit !== null) found.unshift({ sign: digit, label: t("pressDigit", { n: digit }), press: act("digit", { digit }) });
  if (!found.length) found.push({ sign: "☎", label: t("stay"), press: act("digit", { digit: STAYED_ON_LINE }) });
  return found;
}

function row({ sign, label, press }, block, recordName) {
  const does = deeds(block, recordName);
  return h("li", {}, h("button",
    { class: "menu-key", type: "button", "aria-label": `${label}: ${does.join("; ")}`, onclick: press },
    h("b", {}, String(sign)), h("span", {}, does.map((deed) => h("span", {}, deed)))));
}

function deeds(block, recordName) {
  const found = [
    block.text && t("plays", { what: block.text }),
    block.record_id !== null && t("plays", { what: recordName(block.record_id) }),
    block.managerPhone && t("toManager", { phone: phone(block.managerPhone) }),
    block.smsText && t("smsText", { text: block.smsText }),
    block.needBlock > 0 && t("blocksPhone"),
    block.webhookUrl && t("webhookTo", { host: hostOf(block.webhookUrl) }),
    block.recognize && t("recognizes"),
  ].filter(Boolean);
  return found.length ? found : [t("doesNothing")];
}

function hostOf(address) {
  return URL.canParse(address) ? new URL(address).host : address;
}
