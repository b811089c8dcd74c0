import { prefs } from "./prefs.js";
import { t } from "./i18n.js";
import { state } from "./store.js";

const locale = () => (prefs.language === "ru" ? "ru-RU" : "en-GB");

// Accepts seconds since 1970, milliseconds or a date's text; gives milliseconds, or null when there is none.
export function toMs(value) {
  if (value === null || value === undefined || value === "" || value === 0) return null;
  if (typeof value === "number") return value < 1e11 ? value * 1000 : value;
  if (/^\d+(\.\d+)?$/.test(value)) return toMs(Number(value));
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? null : parsed;
}

// In the bot's time zone: what it writes and what the page shows beside it must be the same hour.
const inZone = (ms, parts) => new Intl.DateTimeFormat(locale(), { ...parts, timeZone: state.timeZone }).format(ms);

export const clock = (ms, seconds = false) =>
  inZone(ms, { hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}), hourCycle: "h23" });

export const dayKey = (ms) => inZone(ms, { dateStyle: "short" });

export function day(ms) {
  if (dayKey(ms) === dayKey(Date.now())) return t("today");
  if (dayKey(ms) === dayKey(Date.now() - 864e5)) return t("yesterday");
  return inZone(ms, { day: "numeric", month: "long" });
}

export function phone(value) {
  const digits = String(value ?? "").replace(/\D/g, "");
  const match = digits.match(/^[78](\d{3})(\d{3})(\d{2})(\d{2})$/);
  if (!match) return digits ? `+${digits}` : "—";
  return `+7 ${match[1]} ${match[2]}-${match[3]}-${match[4]}`;
}

export function money(value) {
  const amount = Number(value);
  if (value === null || value === undefined || value === "" || Number.isNaN(amount)) return null;
  const shown = new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: "min2" });
  return `${shown.format(amount)}\u00a0₽`; // as the bot writes it
}

export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function size(bytes) {
  if (!bytes) return "";
  const units = t("units").split(" ");
  const step = Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  const value = bytes / 1024 ** step;
  return `${value.toLocaleString(locale(), { maximumFractionDigits: step ? 1 : 0 })} ${units[step]}`;
}

export const initials = (name) =>
  (name.match(/[\p{L}\p{N}]+/gu) ?? ["?"]).slice(0, 2).map((word) => word[0].toUpperCase()).join("");

// The bot has the page's own colour, people have one of seven.
export const hue = (id) => (typeof id === "number" ? Math.abs(id) % 7 : "bot");
