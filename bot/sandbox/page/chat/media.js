// Photos, sounds, files and contacts inside a message.

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { phone, size } from "../core/format.js";
import { avatar } from "../ui/avatar.js";
import { player } from "../ui/player.js";
import { showPhoto } from "./photo.js";

const SHOWN = { photo, voice, audio, video, animation: video, video_note: round, document: file, contact, sticker: photo };

export const media = (message) => (SHOWN[message.media.kind] ?? file)(message.media);

function photo({ url, name, width, height }) {
  if (!url) return file({ name: name || t("photo") });
  const image = h("img", { src: url, alt: name || t("photo"), loading: "lazy", decoding: "async", width, height });
  return h("button", { class: "photo", type: "button", "aria-label": t("photo"), onclick: () => showPhoto(url) }, image);
}

function video({ url }) {
  return h("video", { class: "video", src: url, controls: true, preload: "metadata" });
}

function round({ url }) {
  return h("video", { class: "video round", src: url, controls: true, preload: "metadata", "aria-label": t("videoNote") });
}

function voice(item) {
  return sound(item, t("voice"), "mic");
}

function audio(item) {
  const name = [item.performer, item.title].filter(Boolean).join(" — ") || item.name || t("audio");
  return sound(item, name, "wave");
}

function sound(item, name, glyph) {
  return h("div", { class: "sound" },
    h("div", { class: "sound-name" }, icon(glyph, 16), h("span", {}, name)),
    item.url && player({ url: item.url, seconds: item.duration ?? null, label: name }));
}

function file({ url, name, size: bytes }) {
  const title = name || t("document");
  const inside = [h("span", { class: "file-icon" }, icon("file", 22)),
    h("span", { class: "file-name" }, title), h("span", { class: "file-size" }, size(bytes))];
  if (!url) return h("div", { class: "file" }, inside);
  return h("a", { class: "file", href: url, download: title, "aria-label": t("download", { name: title }) }, inside);
}

function contact({ phone_number: number, first_name: first, last_name: last, user_id: id }) {
  const name = [first, last].filter(Boolean).join(" ");
  return h("div", { class: "contact" }, avatar({ id: id ?? 3, name }, "medium"),
    h("span", { class: "file-name" }, name), h("span", { class: "file-size" }, phone(number)));
}
