import { prefs } from "./prefs.js";
import { t } from "./i18n.js";

const locale = () => (prefs.language === "ru" ? "ru-RU" : "en-GB");

// Accepts seconds since 1970, milliseconds or a date's text; gives milliseconds, or null when there is none.
export function toMs(value) {
  if (value === null || value === undefined || value === "" || value === 0) return null;
  if (typeof value === "number") return value < 1e11 ? value * 1000 : value;
  if (/^\d+(\.\d+)?$/.test(value)) return toMs(Number(value));
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? null : parsed;
}

export const clock = (ms, seconds = false) =>
  new Intl.DateTimeFormat(locale(), {
    hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}), hourCycle: "h23",
  }).format(ms);

export const dayKey = (ms) => new Date(ms).toDateString();

export function day(ms) {
  const today = new Date();
  if (dayKey(ms) === today.toDateString()) return t("today");
  if (dayKey(ms) === new Date(today.getTime() - 864e5).toDateString()) return t("yesterday");
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "long" }).format(ms);
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
  return new Intl.NumberFormat(locale(), { style: "currency", currency: "RUB", currencyDisplay: "narrowSymbol" }).format(amount);
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
