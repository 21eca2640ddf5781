/* What the page asks of the stand-in, and tells it. */

import { say, words } from "./words.js";

const OURS = { "X-Phone": "1" };

/** Return what a user's phone shows once it is newer than `after`. */
export async function look(user, after, signal) {
  const answer = await fetch(`/phone/state?user=${user}&after=${after}`, { signal });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

export function act(user, kind, more = {}) {
  return tell("/phone/act", { user, act: kind, ...more });
}

export function setFaults(faults) {
  return tell("/phone/faults", faults);
}

export function sendFile(user, file, duration = 1000) {
  const where = `/phone/file?user=${user}&duration=${Math.round(duration)}`;
  return post(where, file, { "Content-Type": file.type });
}

function tell(where, body) {
  return post(where, JSON.stringify(body), { "Content-Type": "application/json" });
}

async function post(where, body, headers) {
  try {
    const answer = await fetch(where, { method: "POST", body, headers: { ...OURS, ...headers } });
    say(answer.ok ? "" : words.refused);
  } catch {
    say(words.lost_touch);
  }
}
