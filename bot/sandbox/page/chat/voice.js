// A voice message by the microphone: record, then send or discard.

import { fill, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { duration } from "../core/format.js";
import { fail, toast } from "../ui/overlay.js";
import { packed } from "./attach.js";
import { oggOf } from "./ogg.js";
import { opusOf } from "./webm.js";

// Telegram's voice messages are Opus in Ogg. Chromium records the same Opus in WebM: it is packed anew, untouched.
const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const OGG = "audio/ogg";
const EXTENSIONS = { [OGG]: "ogg", "audio/mp4": "m4a" };

export function recorder(send) {
  const bar = h("div", { class: "recording-bar", hidden: true });
  const view = { bar, send };
  const button = h("button", {
    class: "send voice", type: "button", "aria-label": t("record"), title: t("record"), onclick: () => start(view),
  }, icon("mic", 22));
  return { bar, button };
}

async function start(view) {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    begin(view, stream, new MediaRecorder(stream, mimeType ? { mimeType } : {}));
  } catch {
    toast(t("noMicrophone"), { kind: "bad" });
  }
}

function begin(view, stream, recording) {
  const chunks = [];
  const started = performance.now();
  const time = h("time", {}, duration(0));
  const timer = setInterval(() => { time.textContent = duration((performance.now() - started) / 1000); }, 250);
  let wanted = false;
  recording.ondataavailable = (event) => chunks.push(event.data);
  recording.onstop = async () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    view.bar.hidden = true;
    if (wanted) await deliver(view, chunks, recording.mimeType, (performance.now() - started) / 1000);
  };
  const finish = (send) => () => { wanted = send; recording.stop(); };
  fill(view.bar,
    h("button",
      { class: "icon-button", type: "button", "aria-label": t("recordDrop"), title: t("recordDrop"),
        onclick: finish(false) }, icon("trash", 22)),
    h("span", { class: "recording-label", role: "status" }, h("i", { class: "rec" }), t("recording")), time,
    h("button",
      { class: "send", type: "button", "aria-label": t("recordSend"), title: t("recordSend"),
        onclick: finish(true) }, icon("send", 22)));
  view.bar.hidden = false;
  recording.start();
  view.bar.querySelector(".send").focus();
  return recording;
}

async function deliver(view, chunks, type, seconds) {
  try {
    view.send(await voice(chunks, type, seconds));
  } catch (error) {
    fail(error);
  }
}

async function voice(chunks, type, seconds) {
  const mime = (type || "audio/webm").split(";")[0];
  if (mime !== "audio/webm") return described(new Blob(chunks, { type: mime }), seconds);
  const recorded = opusOf(new Uint8Array(await new Blob(chunks).arrayBuffer()));
  if (!recorded.head || !recorded.packets.length) throw new Error(t("noSound"));
  const ogg = oggOf(recorded);
  return described(new Blob([ogg.bytes], { type: OGG }), ogg.seconds);
}

const described = async (blob, seconds) =>
  ({ ...(await packed(blob, `voice.${EXTENSIONS[blob.type] ?? "bin"}`)), duration: Math.max(1, Math.round(seconds)) });
