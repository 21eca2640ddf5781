// Sends the queue: when the page opens, when the network returns, and from time to time with growing pauses.
//
//   flush({ all })   send what is due, or all that waits; gives "sent", "offline", "sign-in" or "revoked"
//   begin(done)      from now on by itself; done(result) after each try that had something to do
//
// One tab sends at a time (Web Locks); what is sent twice all the same, the server takes once.

import { noteServerTime } from "./clock.js";
import { forgetEverything } from "./lock.js";
import { tell } from "./queue.js";
import * as store from "./store.js";

const ADDRESS = "/offline/send/";
const EVERY = 30_000;
const LONGEST = 15 * 60_000;
const PATIENCE = 120_000; // for one form with its photographs, on a weak line

const isWaiting = (row) => row.state === "waiting";
const isDue = (row) => isWaiting(row) && row.next <= Date.now();
const pause = (tries) => Math.min(LONGEST, 2 ** tries * 5_000) * (0.75 + Math.random() / 2);

function parcel(row) {
  const form = new FormData();
  form.set("key", row.key);
  form.set("instance", row.instance);
  form.set("account", row.account);
  form.set("survey", new Blob([row.survey]), "survey");
  for (const { name, sealed } of row.files) form.append("file", new Blob([sealed]), name);
  return form;
}

async function post(row) {
  const answer = await fetch(ADDRESS, {
    method: "POST",
    body: parcel(row),
    headers: { "X-Khuang-Queue": "1" },
    signal: AbortSignal.timeout(PATIENCE),
  });
  // A Wi-Fi login page answers too; only ours answers JSON with the time.
  const { sentence, now } = await answer.json();
  await noteServerTime(now);
  return { status: answer.status, sentence };
}

// Sends one row; says whether to go on with the next.
async function send(row) {
  let answer;
  try {
    answer = await post(row);
  } catch {
    await later(row, "");
    return "offline";
  }
  if (answer.status === 201 || answer.status === 202) {
    await store.remove("queue", row.instance);
    return "sent";
  }
  if (answer.status === 410) await forgetEverything();
  if (answer.status === 401 || answer.status === 410) {
    await later(row, answer.sentence);
    return answer.status === 410 ? "revoked" : "sign-in";
  }
  if (answer.status >= 500) {
    await later(row, answer.sentence);
    return "offline";
  }
  await store.alter("queue", row.instance, (now) => now && { ...now, state: "refused", sentence: answer.sentence });
  return "sent";
}

const later = (row, sentence) =>
  store.alter("queue", row.instance, (now) => now && { ...now, sentence, tries: now.tries + 1, next: Date.now() + pause(now.tries) });

export async function flush({ all = false } = {}) {
  return navigator.locks.request("khuang-queue", { ifAvailable: true }, async (held) => {
    if (!held) return "sent";
    const rows = await store.all("queue");
    let result = "sent";
    for (const row of rows.filter(all ? isWaiting : isDue).sort((a, b) => a.at - b.at)) {
      result = await send(row);
      tell();
      if (result !== "sent") break;
    }
    return result;
  });
}

export function begin(done = () => {}) {
  const again = async () => {
    const waiting = (await store.all("queue")).some(isDue);
    if (waiting && navigator.onLine) done(await flush());
  };
  // What waits longer for its turn goes at once when the network is back.
  addEventListener("online", async () => done(await flush({ all: true })));
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
  setInterval(again, EVERY);
  again();
}
