// What the visitor chose: address parameters first, then what was remembered, then the browser's own wish.

const query = new URLSearchParams(location.search);

export function remembered(key, storage = "localStorage") {
  try {
    return window[storage].getItem(`zvonar.${key}`);
  } catch {
    return null; // storage is closed in private windows of some browsers
  }
}

export function remember(key, value, storage = "localStorage") {
  try {
    window[storage].setItem(`zvonar.${key}`, value);
  } catch {
    // not remembered: the page works all the same
  }
}

const oneOf = (value, allowed) => (allowed.includes(value) ? value : null);
const number = (name) => (/^-?\d+$/.test(query.get(name) ?? "") ? Number(query.get(name)) : null);

export const prefs = {
  language:
    oneOf(query.get("lang"), ["ru", "en"]) ??
    oneOf(remembered("language"), ["ru", "en"]) ??
    ((navigator.language || "en").toLowerCase().startsWith("ru") ? "ru" : "en"),
  theme: oneOf(query.get("theme"), ["light", "dark"]) ?? oneOf(remembered("theme"), ["light", "dark"]),
  service: query.get("service") ?? remembered("service"),
  person: number("person"),
  chat: number("chat"),
};

export function currentTheme() {
  return prefs.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

export function applyPrefs() {
  document.documentElement.lang = prefs.language;
  if (prefs.theme) document.documentElement.dataset.theme = prefs.theme;
}

export function setTheme(theme) {
  prefs.theme = theme;
  remember("theme", theme);
  applyPrefs();
}

export function setLanguage(language) {
  prefs.language = language;
  remember("language", language);
  applyPrefs();
}

export function setService(service) {
  prefs.service = service;
  remember("service", service);
}

// The address always names who is looking at what, so that it can be copied.
export function noteAddress(person, chat) {
  const params = new URLSearchParams(location.search);
  params.set("person", person);
  params.set("chat", chat);
  history.replaceState(null, "", `${location.pathname}?${params}`);
}
