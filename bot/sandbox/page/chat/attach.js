// Files and contacts.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { personOf, state } from "../core/store.js";
import { ask } from "../ui/overlay.js";
import { closePopover } from "../ui/popover.js";

export function attachMenu(post) {
  const choices = [
    ["file", "attachFile", () => pick("", async (file) => post({ document: await packed(file) }))],
    ["mic", "attachVoice", () => pick("audio/*", async (file) => post({ voice: await packed(file) }))],
    ["contact", "attachContact", () => sendContact(post)],
  ];
  return h("div", { class: "menu" }, choices.map(([glyph, label, choose]) =>
    h("button", { class: "menu-item", type: "button", onclick: () => { closePopover(); choose(); } }, icon(glyph), t(label))));
}

function pick(accept, chosen) {
  const input = h("input", { type: "file", accept });
  input.addEventListener("change", () => input.files[0] && chosen(input.files[0]));
  input.click();
}

// A file as the simulation API takes it: base64, without the data: prefix.
export async function packed(blob, name = blob.name) {
  const reader = new FileReader();
  const read = new Promise((resolve, reject) => {
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
  });
  reader.readAsDataURL(blob);
  const content = await read;
  return { data: content.slice(content.indexOf(",") + 1), name, mime: blob.type || "application/octet-stream" };
}

// Every person here has a number of their own, made of their id.
export const phoneOf = (person) => person.phone_number ?? `+7999${String(person.id).padStart(7, "0").slice(-7)}`;

export async function shareContact(post) {
  const me = personOf(state.me);
  const typed = await ask({
    title: t("shareContactTitle"), hint: t("shareContactHint"), confirm: t("share"),
    fields: [{ name: "phone", label: t("phone"), type: "tel", value: phoneOf(me), required: true }],
  });
  if (!typed) return false;
  return post({ contact: { phone_number: typed.phone, first_name: me.first_name, user_id: me.id } });
}

async function sendContact(post) {
  const typed = await ask({
    title: t("contactTitle"), confirm: t("send"),
    fields: [
      { name: "first_name", label: t("firstName"), required: true, value: "" },
      { name: "phone_number", label: t("phone"), type: "tel", required: true, value: "+7 999 123-45-00" },
    ],
  });
  if (typed) await post({ contact: typed });
}
