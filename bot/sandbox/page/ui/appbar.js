import { h, fill } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { t } from "../core/i18n.js";
import { currentTheme, prefs, setLanguage, setTheme } from "../core/prefs.js";
import { become, counterpart, on, state } from "../core/store.js";

export function appbar(remount) {
  const link = h("span", { class: "link-state" });
  const showLink = () => {
    link.classList.toggle("lost", !state.connected);
    fill(link, h("i", { class: "lamp" }), h("span", { class: "link-text" }, t(state.connected ? "online" : "reconnecting")));
  };
  on("connection", showLink);
  showLink();
  return h("header", { class: "appbar" },
    h("img", { class: "logo", src: "/page/icon.svg", alt: "", width: 30, height: 30 }),
    h("h1", { class: "brand" }, t("brand"), h("span", {}, t("demo"))),
    link,
    h("div", { class: "spring" }),
    languageButton(remount),
    themeButton());
}

function languageButton(remount) {
  return h("button", {
    class: "icon-button language", type: "button", testid: "language", title: t("languageSwitch"),
    "aria-label": t("languageSwitch"),
    onclick: () => {
      setLanguage(prefs.language === "ru" ? "en" : "ru");
      become(counterpart(state.me, prefs.language));
      remount();
      document.querySelector("[data-testid=language]").focus();
    },
  }, prefs.language === "ru" ? "EN" : "RU");
}

function themeButton() {
  const button = h("button", { class: "icon-button", type: "button", testid: "theme" });
  const show = () => {
    const dark = currentTheme() === "dark";
    button.title = t(dark ? "themeToLight" : "themeToDark");
    button.setAttribute("aria-label", button.title);
    fill(button, icon(dark ? "sun" : "moon"));
  };
  button.addEventListener("click", () => {
    setTheme(currentTheme() === "dark" ? "light" : "dark");
    show();
  });
  show();
  return button;
}
