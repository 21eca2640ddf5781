// What this browser keeps of halls without a network: one IndexedDB. Nothing in it is about named people.
//
// entries  what is not sent yet, by its id: { id, hearing, kind, at, ..., state, sentence }
// halls    how each hall stood at the last contact, by the id of the hearing

import { database } from "../surveys/database.js";

const within = database("khuang-hall", (made) => {
  made.createObjectStore("entries", { keyPath: "id" });
  made.createObjectStore("halls");
});

export async function entriesOf(hearing) {
  const rows = await within(["entries"], "readonly", (store) => store("entries").getAll());
  return rows.filter((row) => row.hearing === hearing).sort((a, b) => (a.at < b.at ? -1 : 1));
}

export const keep = (entry) => within(["entries"], "readwrite", (store) => store("entries").put(entry));
export const forget = (id) => within(["entries"], "readwrite", (store) => store("entries").delete(id));
export const hallOf = (hearing) => within(["halls"], "readonly", (store) => store("halls").get(hearing));
export const keepHall = (hearing, state) => within(["halls"], "readwrite", (store) => store("halls").put(state, hearing));

// The hall as the server has it and the end of waiting belong together: nothing is counted twice or not at all.
export const settled = (hearing, state, gone, refused) =>
  within(["entries", "halls"], "readwrite", (store) => {
    for (const id of gone) store("entries").delete(id);
    for (const row of refused) store("entries").put(row);
    return store("halls").put(state, hearing);
  });
