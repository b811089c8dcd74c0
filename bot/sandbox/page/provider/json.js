// JSON with its syntax coloured, as nodes: nothing of it is ever read as HTML.

import { h } from "../core/dom.js";

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;

export const pretty = (value) => (typeof value === "string" ? asJson(value) : JSON.stringify(value, null, 2) ?? "");

function asJson(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function coloured(value) {
  const text = pretty(value);
  const out = h("pre", { class: "json", tabindex: 0 });
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, string, colon, word] = match;
    out.append(text.slice(end, match.index));
    if (string) out.append(h("span", { class: colon ? "j-key" : "j-string" }, string), colon ?? "");
    else out.append(h("span", { class: word ? "j-word" : "j-number" }, whole));
    end = match.index + whole.length;
  }
  out.append(text.slice(end));
  return out;
}
