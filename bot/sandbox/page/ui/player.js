// A sound with a play button, a line to seek on and its time. One plays at a time.

import { fill, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { duration } from "../core/format.js";

const STEPS = 1000;
let playing = null;

export function player({ url, seconds = null, label }) {
  const audio = new Audio();
  audio.preload = seconds === null ? "metadata" : "none";
  audio.src = url;
  const button = h("button", { class: "play", type: "button" });
  const line = h("input", { class: "seek", type: "range", min: 0, max: STEPS, value: 0, step: 1, "aria-label": t("seek") });
  const time = h("span", { class: "player-time" });
  const length = () => (Number.isFinite(audio.duration) ? audio.duration : seconds ?? 0);
  const show = () => {
    fill(button, icon(audio.paused ? "play" : "pause", 18));
    button.setAttribute("aria-label", `${t(audio.paused ? "play" : "pause")}: ${label}`);
    showProgress();
  };
  const showProgress = () => {
    const share = length() ? audio.currentTime / length() : 0;
    line.value = share * STEPS;
    line.style.setProperty("--share", `${share * 100}%`);
    time.textContent = length() || audio.currentTime ? duration(audio.currentTime || length()) : "–:––";
  };
  button.addEventListener("click", () => toggle(audio));
  line.addEventListener("input", () => {
    if (length()) audio.currentTime = (line.value / STEPS) * length();
  });
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, show);
  for (const name of ["timeupdate", "durationchange"]) audio.addEventListener(name, showProgress);
  const node = h("div", { class: "player", role: "group", "aria-label": label }, button, line, time);
  audio.addEventListener("error", () => {
    node.classList.add("broken");
    time.textContent = t("cannotPlay");
  });
  show();
  return node;
}

function toggle(audio) {
  if (!audio.paused) {
    audio.pause();
    return;
  }
  playing?.pause();
  playing = audio;
  audio.play().catch(() => {}); // the reason arrives as the element's own error event
}
