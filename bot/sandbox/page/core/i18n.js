import { prefs } from "./prefs.js";
import { TEXTS } from "../texts.js";

// `{name}` is filled from params; an object of plural forms is chosen by params.n.
export function t(key, params = {}) {
  const pair = TEXTS[key];
  if (!pair) return key;
  let text = pair[prefs.language === "ru" ? 0 : 1];
  if (typeof text === "object") text = text[new Intl.PluralRules(prefs.language).select(params.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
}

export const knows = (key) => key in TEXTS;
