// How chats, authors, attachments and service messages are called.

import { t } from "../core/i18n.js";
import { plain } from "../core/html.js";
import { BOT, toPerson } from "../core/model.js";
import { personOf } from "../core/store.js";

export const botName = () => t("brand");

export const titleOf = (chat) => (chat.type === "private" ? botName() : chat.title);

export const authorName = ({ from }) => (from.id === BOT ? botName() : personOf(from.id)?.name ?? from.name);

const KINDS = {
  photo: "photo", voice: "voice", audio: "audio", contact: "contact", video: "video", video_note: "videoNote",
};

const mediaLabel = (media) =>
  media.kind === "document" && media.name ? media.name : t(KINDS[media.kind] ?? "document");

export const summary = (message) =>
  message.service ? serviceText(message)
    : plain(message.html).slice(0, 140) || (message.media ? mediaLabel(message.media) : "…");

const names = (people) => [people].flat().map((person) => (person.is_bot ? botName() : toPerson(person).name)).join(", ");

const SERVICE = {
  new_chat_members: (people) => t("serviceJoined", { names: names(people) }),
  left_chat_member: (person) => t("serviceLeft", { names: names(person) }),
  group_chat_created: () => t("serviceCreated"),
  new_chat_title: (title) => t("serviceTitle", { title }),
  migrate_to_chat_id: () => t("serviceMigrated"),
  migrate_from_chat_id: () => t("serviceMigrated"),
  forum_topic_created: (topic) => t("serviceTopic", { title: topic.name }),
  pinned_message: () => t("servicePinned"),
};

export function serviceText({ service }) {
  const key = Object.keys(service).find((each) => each in SERVICE);
  return key ? SERVICE[key](service[key]) : Object.keys(service).join(", ").replaceAll("_", " ");
}
