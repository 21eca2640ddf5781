// What this browser keeps without a network: one IndexedDB of three stores.
//
// queue  what is not sent yet, by instanceID, sealed to the municipality (queue.js)
// kept   what pages keep to work with, by name, sealed under six digits (lock.js)
// lock   the one wrapped key, and the phone's clock against the server's

import { database } from "./database.js";

const inStores = database("khuang", (made) => {
  made.createObjectStore("queue", { keyPath: "instance" });
  made.createObjectStore("kept");
  made.createObjectStore("lock");
});
const within = (store, mode, work) => inStores([store], mode, (rows) => work(rows(store)));

export const read = (store, key) => within(store, "readonly", (rows) => rows.get(key));
export const all = (store) => within(store, "readonly", (rows) => rows.getAll());
export const names = (store) => within(store, "readonly", (rows) => rows.getAllKeys());
export const remove = (store, key) => within(store, "readwrite", (rows) => rows.delete(key));
export const clear = (store) => within(store, "readwrite", (rows) => rows.clear());
export const isFull = (error) => error?.name === "QuotaExceededError";

// Stores without a key in their rows are given one.
export const write = (store, value, key) =>
  within(store, "readwrite", (rows) => (rows.keyPath ? rows.put(value) : rows.put(value, key)));

// Reads a row, lets `change` make a new one of it and writes that, with nobody in between.
export const alter = (store, key, change) =>
  within(store, "readwrite", (rows) => {
    const request = rows.get(key);
    request.onsuccess = () => {
      const changed = change(request.result);
      if (changed !== undefined) rows.keyPath ? rows.put(changed) : rows.put(changed, key);
    };
    return request;
  });

// Asks the browser not to throw our storage away when space is short.
export const persist = async () => (await navigator.storage?.persist?.()) ?? false;
