// From the wire's JSON to what the page draws: one place knows the names of the fields.

import { toMs } from "./format.js";

export const BOT = "bot";

export function toPerson(raw) {
  return { ...raw, name: [raw.first_name, raw.last_name].filter(Boolean).join(" ") };
}

export function toChat(raw) {
  return { ...raw, size: raw.members.length, moved: raw.migrated_to !== null };
}

export function toMessage(raw, chat) {
  return {
    id: raw.message_id,
    chat,
    from: { id: raw.from.is_bot ? BOT : raw.from.id, name: toPerson(raw.from).name },
    date: toMs(raw.date),
    edited: toMs(raw.edit_date),
    html: raw.html,
    buttons: raw.buttons,
    replyTo: raw.reply_to,
    origin: raw.forward_origin && toOrigin(raw.forward_origin),
    reactions: raw.reactions ?? [],
    media: raw.media && toMedia(raw.media),
    keyboard: raw.reply_keyboard && toKeyboard(raw.reply_keyboard),
    service: raw.service,
    deleted: raw.deleted,
  };
}

// Whom a forwarded message is from; `person` is absent where they let nobody see their account.
const toOrigin = ({ sender_user: person, sender_user_name: name }) =>
  ({ id: person?.is_bot ? BOT : person?.id, name: name ?? toPerson(person).name });

function toMedia({ file_name: name, mime_type: mime, file_size: size, ...rest }) {
  return { ...rest, name, mime, size };
}

// What a message did to the keyboard under the chat: put one there, or took it away.
function toKeyboard(markup) {
  return {
    rows: (markup.keyboard ?? []).map((row) => row.map((key) => (typeof key === "string" ? { text: key } : key))),
    placeholder: markup.input_field_placeholder,
    oneTime: Boolean(markup.one_time_keyboard),
    remove: Boolean(markup.remove_keyboard),
  };
}
