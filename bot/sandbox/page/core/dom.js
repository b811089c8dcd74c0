// Small helpers over the DOM. Everything said by people or the bot goes in as text nodes.

export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) apply(node, name, value);
  append(node, children);
  return node;
}

function apply(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "class") node.className = value;
  else if (name === "testid") node.dataset.testid = value;
  else if (name === "value" || name === "checked" || name === "disabled") node[name] = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

function append(node, children) {
  for (const child of children.flat()) {
    if (child !== undefined && child !== null && child !== false) node.append(child);
  }
}

export function fill(node, ...children) {
  node.replaceChildren();
  append(node, children);
  return node;
}

const known = new WeakMap();

// Keeps the nodes of unchanged items: `version` says whether an item must be built anew.
export function keyed(parent, items, keyOf, versionOf, create) {
  const before = known.get(parent) ?? new Map();
  const after = new Map();
  let cursor = parent.firstChild;
  for (const item of items) {
    const key = keyOf(item);
    const version = versionOf(item);
    const old = before.get(key);
    const node = old && old.version === version ? old.node : create(item);
    after.set(key, { node, version });
    if (old && old.node !== node) {
      if (cursor === old.node) cursor = node;
      swap(old.node, node);
    }
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
  for (const [key, { node }] of before) if (!after.has(key)) node.remove();
  known.set(parent, after);
}

// Puts the new node in the old one's place; the focus stays on the button of the same name.
export function swap(old, node) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const name = focused && nameOf(focused);
  old.replaceWith(node);
  if (!focused) return;
  const choices = [node, ...node.querySelectorAll("button, input, a, summary")].filter((each) => each.tabIndex >= 0);
  (choices.find((each) => nameOf(each) === name) ?? choices[0])?.focus({ preventScroll: true });
}

const nameOf = (node) => node.getAttribute("aria-label") ?? node.textContent;

export function autosize(area, limit) {
  area.style.height = "auto";
  if (!area.scrollHeight) return; // not on the page yet
  area.style.height = `${Math.min(area.scrollHeight, limit)}px`;
  area.style.overflowY = area.scrollHeight > limit ? "auto" : "hidden";
}
