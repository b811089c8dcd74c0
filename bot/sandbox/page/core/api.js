// The simulation API: JSON in, JSON out. A refusal becomes an ApiError with the server's own words.

import { t } from "./i18n.js";

export class ApiError extends Error {}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError(t("noServer"));
  }
  const data = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(data?.error ?? `HTTP ${response.status}`);
  return data;
}

const at = (service) => `/api/providers/${service}`;

export const api = {
  state: () => call("GET", "/api/state"),
  addPerson: (person) => call("POST", "/api/people", person),
  block: (person) => call("POST", `/api/people/${person}/block`, { blocked: true }),
  send: (chat, message) => call("POST", `/api/chats/${chat}/messages`, message),
  edit: (chat, message, edited) => call("POST", `/api/chats/${chat}/messages/${message}/edit`, edited),
  forward: (chat, message, where) => call("POST", `/api/chats/${chat}/messages/${message}/forward`, where),
  remove: (chat, message, person) => call("POST", `/api/chats/${chat}/messages/${message}/delete`, { from: person }),
  press: (chat, message, press) => call("POST", `/api/chats/${chat}/messages/${message}/press`, press),
  repeat: (update) => call("POST", "/api/updates/repeat", { update_id: update }),
  requests: (target) => call("GET", `/api/requests?target=${target}`),
  fault: (fault) => call("POST", "/api/faults", fault),
  clearFaults: () => call("DELETE", "/api/faults"),
  reset: () => call("POST", "/api/reset", {}),
  act: (service, id, action) => call("POST", `${at(service)}/calls/${id}/act`, action),
  moderate: (service, id, decision) => call("POST", `${at(service)}/records/${id}/moderate`, decision),
  settings: (service, changes) => call("POST", `${at(service)}/settings`, changes),
};
