// What this browser keeps of halls without a network: one IndexedDB. Nothing in it is about named people.
//
// entries  what is not sent yet, by its id: { id, hearing, kind, at, ..., state, sentence }
// halls    how each hall stood at the last contact, by the id of the hearing
//
// A write is on the disk when its promise resolves.

let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("khuang-hall", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("entries", { keyPath: "id" });
      request.result.createObjectStore("halls");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => {
      opening = null;
      reject(request.error);
    };
  });
  return opening;
}

async function within(stores, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const deal = database.transaction(stores, mode, { durability: "strict" });
    const request = work((name) => deal.objectStore(name));
    deal.oncomplete = () => resolve(request?.result);
    deal.onabort = () => reject(deal.error);
  });
}

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
