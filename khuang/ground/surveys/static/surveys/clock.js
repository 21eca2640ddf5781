// The server's time on a phone whose own clock may be wrong: the difference, kept from the last contact.

import * as store from "./store.js";

let offset = 0; // milliseconds to add to the phone's clock

export async function noteServerTime(now) {
  offset = Date.parse(now) - Date.now();
  await store.write("lock", offset, "clock");
}

export async function readClock() {
  offset = (await store.read("lock", "clock")) ?? 0;
}

export const serverNow = () => new Date(Date.now() + offset);
export const offsetSeconds = () => Math.round(offset / 1000);
