// The queue of what is not sent yet: shared by the round and the surveys in the browser.
//
//   await put({ instance, account, key, xml, files })   keep a finished form; safe to call twice
//       instance  instanceID ("uuid:...") that stands in the XML
//       account   id of who filled it in; the server sends it for nobody else
//       key       { id, public } of the municipality: data-kh-key and data-kh-public of the page
//       xml       the submission as text
//       files     [{ name, blob }] that the XML names
//     Resolves with [] when everything is on the disk, or with the names of the files for which there
//     was no room: the answers are kept all the same. Rejects when not even those fit (store.isFull).
//   await items()       what is not sent: { instance, at, size, files, state, sentence, next }
//   await drop(instance)             forget one, after asking
//   watch(changed)                   call back whenever the queue changes, here or in another tab
//   A file of what is not sent: queue_files.js.
// sending.js sends it; queue_panel.js shows it, in templates/surveys/queue_panel.html.
//
// What lies here is sealed to the municipality: it cannot be read again on this device, with or
// without the six digits. It survives the lock, the loss of its key and signing out.

import { bytes, close, text } from "./sealing.js";
import * as store from "./store.js";

const channel = new BroadcastChannel("khuang-queue");
const watchers = new Set();

export const bound = (instance, name = "") => text(`${instance}\n${name}`);

export function watch(changed) {
  watchers.add(changed);
  changed();
}

export function tell() {
  channel.postMessage("changed");
  for (const one of watchers) one();
}

channel.onmessage = () => watchers.forEach((one) => one());

const sealed = (files, publicKey, instance) =>
  Promise.all(
    files.map(async ({ name, blob }) => ({
      name,
      sealed: await close(await blob.arrayBuffer(), publicKey, bound(instance, name)),
    })),
  );

export async function put({ instance, account, key, xml, files = [] }) {
  const publicKey = bytes(key.public);
  const row = {
    instance,
    account,
    key: key.id,
    at: Date.now(),
    survey: await close(text(xml), publicKey, bound(instance)),
    files: await sealed(files, publicKey, instance),
    state: "waiting", // or refused: sending it again will not help
    sentence: "",
    tries: 0,
    next: 0,
  };
  let left = [];
  try {
    await store.write("queue", row);
  } catch (error) {
    if (!store.isFull(error) || files.length === 0) throw error;
    await store.write("queue", { ...row, files: [] });
    left = files.map((file) => file.name);
  }
  tell();
  return left;
}

const sizeOf = (row) => row.files.reduce((sum, file) => sum + file.sealed.byteLength, row.survey.byteLength);

export async function items() {
  const rows = await store.all("queue");
  return rows.sort((a, b) => a.at - b.at).map((row) => ({ ...row, size: sizeOf(row) }));
}

export async function drop(instance) {
  await store.remove("queue", instance);
  tell();
}
