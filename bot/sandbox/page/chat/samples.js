// What a newcomer can do with one tap, each in their own role.

import { h } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { api } from "../core/api.js";
import { become, chatOf, personOf, state } from "../core/store.js";
import { attempt } from "../ui/overlay.js";
import { packed } from "./attach.js";
import { roleOf } from "./commands.js";

export const ENDINGS = ["00", "01", "02", "03", "04", "05", "06", "07", "08", "09"];

const number = (ending) => `+7 999 123-45-${ending}`;
const numbers = (...endings) => endings.map(number).join(", ");

export const sampleCall = (...endings) => `/call ${numbers(...endings)} ${t("sampleText")}`;

const say = (text, hint) => ({ label: text, hint: t(hint), message: () => ({ text }) });
const call = (ending) => say(sampleCall(ending), `ending${ending}`);

const contact = () => ({
  label: t("sampleContactLabel"), hint: t("sampleContact"),
  message: () => ({ contact: { first_name: t("sampleName"), phone_number: number("00") } }),
});

const list = () => ({
  label: t("sampleListLabel"), hint: t("sampleList"),
  message: async () => ({
    document: await packed(new Blob([["00", "01", "03"].map(number).join("\n")], { type: "text/csv" }), t("sampleListLabel")),
  }),
});

const voice = () => ({
  label: t("voice"), hint: t("sampleVoice"),
  message: async () => {
    const sound = await (await fetch("/page/chat/bells.ogg")).arrayBuffer();
    return { voice: { ...(await packed(new Blob([sound], { type: "audio/ogg" }), "voice.ogg")), duration: 3 } };
  },
});

// To see a request for access one has to ask for it first.
function asking() {
  const stranger = state.people.find(({ id, language_code: language }) =>
    roleOf(id) === "stranger" && language === personOf(state.me).language_code);
  return stranger && { label: t("sampleAsk", { name: stranger.first_name }), hint: t("sampleAskHint"), act: () => become(stranger.id) };
}

const SAMPLES = {
  operator: () => [call("03"), say(sampleCall("00", "01", "02"), "sampleSeveral"), contact(), list(), call("07"), call("08"), call("09"),
    say("/calls", "sampleCalls")],
  manager: () => [voice(), say("/records", "sampleRecords"), say("/ivr", "sampleMenus"), call("03"), say("/balance", "sampleBalance"),
    say("/stats", "sampleStats"), say("/notify", "sampleNotify")],
  admin: () => [asking(), say("/users", "sampleUsers"), say("/status", "sampleStatus"), call("03")].filter(Boolean),
  stranger: () => [say("/start", "sampleStart")],
};
const OF_NOBODY = () => [say("/start", "sampleStart"), call("03"), call("00")];

// A group is for calls; the rest belongs into the bot's private chats.
function samplesNow() {
  if (chatOf(state.chat).type !== "private") return [call("03"), call("00"), call("01")];
  return (SAMPLES[roleOf(state.me)] ?? OF_NOBODY)();
}

const AT_FIRST = 5; // the others are behind the lamp

const use = ({ act, message }) => (act ? act() : attempt(send(message)));

async function send(message) {
  const sent = await api.send(state.chat, { from: state.me, ...(await message()) });
  if (sent?.update_id) state.lastUpdate = sent.update_id;
}

// A number is not broken over two lines.
const unbroken = (label) =>
  label.split(/(\+7 [\d -]+\d)/).map((part, at) => (at % 2 ? h("span", { class: "number" }, part) : part));

export function sampleButtons(onChosen = () => {}, most = Infinity) {
  const choose = (sample) => {
    onChosen();
    use(sample);
  };
  return h("div", { class: "samples" }, samplesNow().slice(0, most).map((sample) =>
    h("button", { class: "sample", type: "button", onclick: () => choose(sample) },
      h("code", {}, unbroken(sample.label)), h("span", {}, sample.hint))));
}

export function samples() {
  const group = chatOf(state.chat).type !== "private";
  const name = personOf(state.me).first_name;
  const role = roleOf(state.me);
  return h("section", { class: "welcome", "aria-label": t("emptyTitle") },
    h("img", { src: "/page/icon.svg", alt: "", width: 56, height: 56 }),
    h("h3", {}, t("emptyTitle")),
    h("p", {}, group ? t("emptyGroup") : t(role === "stranger" ? "emptyStranger" : "emptyText", { name })),
    sampleButtons(undefined, AT_FIRST));
}
