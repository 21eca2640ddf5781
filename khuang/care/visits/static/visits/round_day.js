// Today's round on this phone: fetched when there is a network, kept sealed, gone the day after.
//
//   await today()           what is kept of today's round, or undefined
//   await refresh(digits)   "fresh", "same", "offline", "sign-in", "revoked" or "not-yours"
//   await stillKnown()      false, and everything is gone, when this phone was revoked
//   await recorded(planned) note on the kept round that a stop is done

import { noteServerTime, readClock, serverNow } from "../surveys/clock.js";
import { forgetEverything, keep, kept, letGo } from "../surveys/lock.js";

const ADDRESS = "/round/today.json";
const NAME = "round";
const PATIENCE = 15_000;
const local = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Bangkok" });

// The day is the server's, wherever the phone's clock stands.
export const serverDay = () => local.format(serverNow());

export async function today() {
  await readClock();
  const round = await kept(NAME);
  if (!round || round.day === serverDay()) return round;
  await letGo(NAME);
  return undefined;
}

const ask = (address, options = {}) => fetch(address, { signal: AbortSignal.timeout(PATIENCE), ...options });
const isJson = (answer) => answer.headers.get("Content-Type")?.startsWith("application/json");

// Asked also while the page is locked: a finder who has a network loses the round before the first try.
export async function stillKnown() {
  const phone = await ask("/offline/phone/").catch(() => null);
  if (phone?.status !== 410) return true;
  await forgetEverything();
  return false;
}

// The digits that open this phone are those that sign its holder in; asked once is enough.
async function signedIn(digits, headers) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams({ pin: digits, next: ADDRESS, csrfmiddlewaretoken: token });
  const answer = await ask("/sign-in/phone/", { method: "POST", body, headers });
  return answer.status === 204 || isJson(answer) ? answer : null;
}

async function answered(digits) {
  const held = await kept(NAME);
  const headers = held && held.day === serverDay() ? { "X-Khuang-Holds": held.holds } : {};
  const answer = await ask(ADDRESS, { redirect: "manual", headers });
  if (answer.type !== "opaqueredirect") return answer;
  const phone = await ask("/offline/phone/");
  const { sentence, now } = await phone.json();
  await noteServerTime(now);
  if (phone.status === 410) return phone;
  return sentence === "phone" && digits ? signedIn(digits, headers) : null;
}

export async function refresh(digits) {
  let answer;
  try {
    answer = await answered(digits);
  } catch {
    return "offline";
  }
  if (answer === null) return "sign-in";
  if (answer.status === 204) return "same";
  if (answer.status === 410) {
    await forgetEverything();
    return "revoked";
  }
  if (answer.status === 403) {
    await letGo(NAME);
    return "not-yours";
  }
  if (!answer.ok || !isJson(answer)) return "offline";
  const round = await answer.json();
  await noteServerTime(round.now);
  await keep(NAME, round);
  return "fresh";
}

export async function recorded(planned) {
  const round = await kept(NAME);
  if (!round) return;
  const stops = round.stops.map((stop) => (stop.planned === planned ? { ...stop, done: true } : stop));
  // What the server gave is no longer what is held here.
  await keep(NAME, { ...round, stops, holds: "" });
}
