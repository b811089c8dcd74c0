// Line icons on a 24×24 grid, drawn with the colour of the text around them.

const PATHS = {
  alert: "M12 8.5v4.5M12 16.5v.01M10.3 4.2 2.7 17.5A2 2 0 0 0 4.4 20.5h15.2a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z",
  arrowDown: "M12 5v14M6 13l6 6 6-6",
  ban: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM6.2 6.2l11.6 11.6",
  bolt: "M13 3 5 13.5h6L10 21l8.5-11H12.5L13 3Z",
  bulb: "M9.5 18h5M10.5 21h3M12 3a6.5 6.5 0 0 0-4 11.6c.9.8 1.5 1.5 1.5 2.4h5c0-.9.6-1.6 1.5-2.4A6.5 6.5 0 0 0 12 3Z",
  chat: "M21 11.5a8 8 0 0 1-11.8 7.1L4 20l1.4-4.6A8 8 0 1 1 21 11.5Z",
  check: "m5 12.5 4.5 4.5L19 7.5",
  checks: "m2.5 12.5 4.5 4.5L16 7.5M11.5 15.5 13 17l9-9.5",
  chevron: "m9 6 6 6-6 6",
  close: "M6 6l12 12M18 6 6 18",
  contact: "M4 5.5h16v13H4zM9.5 11.5a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM6.5 15.5c.4-1.5 1.5-2.3 3-2.3s2.6.8 3 2.3M15 9.5h2.5M15 13h2.5",
  copy: "M9 9h10.5v10.5H9zM5.5 15H4.5V4.5H15v1",
  dots: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  download: "M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14",
  file: "M13.5 3.5H6.5v17h11V7.5l-4-4ZM13.5 3.5v4h4M9.5 12.5h5M9.5 16h5",
  forward: "M14.5 6 20 11.5 14.5 17M20 11.5h-9a7 7 0 0 0-7 7",
  gear: "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM9 19.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z",
  hangup: "M3.5 14.5c-.6-1-.4-2.3.5-3C6.2 9.8 9 9 12 9s5.8.8 8 2.5c.9.7 1.1 2 .5 3l-.6.9c-.4.6-1.2.8-1.9.5l-2.2-1c-.6-.3-1-.9-.9-1.6l.1-1.1a10 10 0 0 0-6 0l.1 1.1c.1.7-.3 1.3-.9 1.6l-2.2 1c-.7.3-1.5.1-1.9-.5l-.6-.9Z",
  journal: "M8 7l-4 5 4 5M16 7l4 5-4 5M13.5 5l-3 14",
  keyboard: "M3.5 6.5h17v11h-17zM7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M7 14h.01M17 14h.01M10 14h4",
  link: "M8 16 16 8M9.5 8H16v6.5",
  menu: "M4.5 7h15M4.5 12h15M4.5 17h15",
  mic: "M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  paperclip: "m20 11.5-8 8a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.5-7.5",
  pause: "M9 6v12M15 6v12",
  pencil: "M4.5 19.5l1-4.5L16 4.5 19.5 8 9 18.5l-4.5 1ZM13.5 7 17 10.5",
  phone: "M6 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 6 6l1.5-2 4.5 1.5v3a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4 5.7a2 2 0 0 1 2-2.2Z",
  picture: "M4 5.5h16v13H4zM9 11a1.6 1.6 0 1 0 0-3.2A1.6 1.6 0 0 0 9 11ZM4.5 17l4.5-4 3 2.5 3.5-3.5 4 4",
  play: "M8 5.5v13l10.5-6.5L8 5.5Z",
  plus: "M12 5v14M5 12h14",
  refresh: "M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4h-4",
  reply: "M9.5 6 4 11.5 9.5 17M4 11.5h9a7 7 0 0 1 7 7",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20 20l-4-4",
  send: "M4 12 3.5 5 21 12 3.5 19 4 12ZM4 12h8",
  slash: "M4.5 4.5h15v15h-15zM13.8 8.5l-3.6 7",
  stop: "M7 7h10v10H7z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M18.4 5.6l-1.1 1.1M6.7 17.3l-1.1 1.1",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5",
  video: "M4 6.5h11v11H4zM15 10.5l5-3v9l-5-3",
  users: "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M16 4.9a3.5 3.5 0 0 1 0 6.2M18 14.5c1.9.8 3.1 2.5 3.5 5",
  wave: "M4 10.5v3M8 7.5v9M12 4.5v15M16 7.5v9M20 10.5v3",
};

const SVG = "http://www.w3.org/2000/svg";

export function icon(name, size = 20) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 24 24", width: size, height: size, fill: "none", stroke: "currentColor",
    "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true",
  })) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  svg.classList.add("icon");
  return svg;
}
