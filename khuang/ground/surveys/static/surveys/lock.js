// What pages keep to work with (people's names, drafts) is sealed under the holder's six digits.
//
//   await isSet()                whether digits are set on this device, and for whom: account id or ""
//   await set(digits, account)   begin anew with these digits; what was kept before is gone
//   await unlock(digits)         true, false, or "gone": after ten wrong ones the key is deleted
//   lock(), isOpen()             after IDLE without use the page locks by itself; locked(back) calls back
//   await keep(name, value), await kept(name), await letGo(name)    any value that can be cloned as JSON,
//   await keepBlob(name, blob), await keptBlob(name)                 or a photograph; only while open
//   await forgetEverything()     key and kept things, not the queue, which is sealed to the municipality
//
// docs/adr/0026-a-lost-phone.md says what this protects against and what not.

import { text, under } from "./sealing.js";
import * as store from "./store.js";
const ROUNDS = 600_000;
const MISSES = 10;
export const IDLE = 15 * 60_000;
const GCM = { name: "AES-GCM", length: 256 };

let key = null;
let usedAt = 0;
const listeners = new Set();

export const isOpen = () => key !== null;
export const locked = (back) => listeners.add(back);
export const isSet = async () => (await store.read("lock", "key"))?.account ?? "";

export function lock() {
  if (key === null) return;
  key = null;
  for (const one of listeners) one();
}

export async function set(digits, account) {
  await forgetEverything();
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const fresh = await crypto.subtle.generateKey(GCM, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", fresh, await under(digits, salt, ROUNDS), { name: "AES-GCM", iv });
  await store.write("lock", { account, salt, iv, wrapped, rounds: ROUNDS, misses: 0 }, "key");
  await unlock(digits);
}

export async function unlock(digits) {
  // Counted before it is tried: closing the page in time must not give another try.
  const row = await store.alter("lock", "key", (now) => now && { ...now, misses: now.misses + 1 });
  if (!row) return "gone";
  const { salt, iv, wrapped, rounds } = row;
  try {
    key = await crypto.subtle.unwrapKey(
      "raw", wrapped, await under(digits, salt, rounds), { name: "AES-GCM", iv }, GCM, false, ["encrypt", "decrypt"],
    );
  } catch {
    if (row.misses + 1 < MISSES) return false;
    await forgetEverything();
    return "gone";
  }
  await store.alter("lock", "key", (now) => now && { ...now, misses: 0 });
  usedAt = Date.now();
  return true;
}

async function sealed(name, plain) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: text(name) };
  await store.write("kept", { iv, sealed: await crypto.subtle.encrypt(how, key, plain) }, name);
}

async function opened(name) {
  const row = await store.read("kept", name);
  if (!row || !key) return undefined;
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData: text(name) }, key, row.sealed);
}

export const keep = (name, value) => sealed(name, text(JSON.stringify(value)));
export const keepBlob = async (name, blob) => sealed(name, await blob.arrayBuffer());
export const letGo = (name) => store.remove("kept", name);
export const keptNames = () => store.names("kept");

export async function kept(name) {
  const plain = await opened(name);
  return plain && JSON.parse(new TextDecoder().decode(plain));
}

export async function keptBlob(name, type = "image/jpeg") {
  const plain = await opened(name);
  return plain && new Blob([plain], { type });
}

export async function forgetEverything() {
  key = null;
  await store.clear("kept");
  await store.remove("lock", "key");
  for (const one of listeners) one();
}

for (const used of ["pointerdown", "keydown"]) addEventListener(used, () => (usedAt = Date.now()), { passive: true });
setInterval(() => key && Date.now() - usedAt > IDLE && lock(), 10_000);
addEventListener("pageshow", (event) => event.persisted && lock());
