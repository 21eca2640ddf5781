// Sends what was noted in the hall: when the page opens, when the network returns, and every half minute.
//
//   await flush(address, hearing)   "sent", "offline" or "sign-in"
//   begin(send)                     from now on by itself
//
// One tab sends at a time (Web Locks); what is sent twice all the same, the server counts once.

import { noteServerTime } from "../surveys/clock.js";
import { entriesOf, settled } from "./hall_store.js";

const EVERY = 30_000;
const PATIENCE = 20_000;
const AT_ONCE = 400;

// A Wi-Fi login page answers too; only ours answers JSON with the time.
async function ask(address, options = {}) {
  const answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...options });
  if (answer.type === "opaqueredirect" || answer.status === 403) return null;
  const told = await answer.json();
  await noteServerTime(told.now);
  return told;
}

const bare = ({ hearing, state, sentence, ...entry }) => entry;

async function send(address, hearing) {
  let told = await ask(address);
  if (told === null) return "sign-in";
  const waiting = (await entriesOf(hearing)).filter((row) => row.state === "waiting").slice(0, AT_ONCE);
  if (waiting.length > 0) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": told.token };
    told = await ask(address, { method: "POST", headers, body: JSON.stringify(waiting.map(bare)) });
    if (told === null) return "sign-in";
  }
  const [refused, gone] = [[], []];
  for (const row of waiting) {
    const [state, sentence] = told.outcomes[row.id] ?? ["waiting", ""];
    if (state === "refused") refused.push({ ...row, state, sentence });
    else if (told.outcomes[row.id]) gone.push(row.id);
  }
  await settled(hearing, told.state, gone, refused);
  return waiting.length === AT_ONCE ? send(address, hearing) : "sent";
}

export const flush = (address, hearing) =>
  navigator.locks.request(`khuang-hall ${hearing}`, async () => {
    try {
      return await send(address, hearing);
    } catch {
      return "offline";
    }
  });

export function begin(again) {
  addEventListener("online", again);
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
  setInterval(again, EVERY);
  again();
}
