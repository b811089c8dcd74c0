// Files and contacts.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { personOf, state } from "../core/store.js";
import { ask } from "../ui/overlay.js";
import { closePopover } from "../ui/popover.js";

export function attachMenu(post) {
  const choices = [
    ["picture", "photo", () => pick("image/*", async (file) => post({ photo: await packed(file) }))],
    ["file", "attachFile", () => pick("", async (file) => post({ document: await packed(file) }))],
    ["mic", "attachVoice", () => pick("audio/*,.oga,.opus", async (file) => post(await sound(file, "voice")))],
    ["wave", "attachAudio", () => pick("audio/*", async (file) => post(await sound(file, "audio")))],
    ["video", "attachVideoNote", () => pick("video/*", async (file) => post({ video_note: await timed(file) }))],
    ["video", "attachVideo", () => pick("video/*", async (file) => post({ video: await timed(file) }))],
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

const HEAD = 128;
const OPUS = /^OggS[^]*OpusHead/;
const MUSIC = /^(ID3|\xff[\xe0-\xff]|[^]{4}ftyp)/;

// A voice message is Opus in Ogg, audio is MP3 or M4A: Telegram's apps send anything else as a document.
async function sound(file, wanted) {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, HEAD).arrayBuffer()));
  const kind = OPUS.test(head) && wanted === "voice" ? "voice" : MUSIC.test(head) ? "audio" : "document";
  return { [kind]: kind === "document" ? await packed(file) : await timed(file) };
}

// The file with its length, as a browser tells it; 0 for what it cannot play.
async function timed(file) {
  const media = document.createElement(file.type.startsWith("video/") ? "video" : "audio");
  const url = URL.createObjectURL(file);
  const seconds = await new Promise((resolve) => {
    media.onloadedmetadata = () => resolve(Number.isFinite(media.duration) ? media.duration : 0);
    media.onerror = () => resolve(0);
    media.src = url;
  });
  URL.revokeObjectURL(url);
  return { ...(await packed(file)), duration: Math.round(seconds) };
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
