// The event stream: every event once and in order, or the whole state again.

import { api } from "./api.js";
import { emit, state } from "./store.js";
import { applyEvent, applySnapshot } from "./apply.js";
import { whenReleased } from "./press.js";

const RETRY_MS = 1000;
let reloading = null;

export function reload() {
  reloading ??= api.state()
    .then(applySnapshot)
    .finally(() => { reloading = null; });
  return reloading;
}

export function listen() {
  const source = new EventSource(`/api/events?after=${state.seq}`);
  let first = true;
  source.onopen = () => {
    setConnected(true);
    // A server that was started anew counts from the beginning: only its state tells.
    if (!first) refresh();
    first = false;
  };
  source.onerror = () => {
    setConnected(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => { listen(); refresh(); }, RETRY_MS);
  };
  source.onmessage = (event) => whenReleased(() => receive(event));
}

function refresh() {
  reload().catch(() => setTimeout(refresh, RETRY_MS));
}

function receive(event) {
  const { kind, data } = JSON.parse(event.data);
  const seq = Number(event.lastEventId);
  if (kind === "reload") return refresh();
  if (seq <= state.seq) return undefined;
  if (state.seq && seq > state.seq + 1) return refresh();
  state.seq = seq;
  return applyEvent(kind, data);
}

function setConnected(connected) {
  if (state.connected === connected) return;
  state.connected = connected;
  emit("connection");
}
