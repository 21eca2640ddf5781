// Opens an IndexedDB of this browser and does work in it.
//
// A write is on the disk when its promise resolves. A full disk rejects with
// an error of name QuotaExceededError.

export function database(name, make) {
  let opening = null;

  function open() {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => make(request.result);
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

  // Does `work`, which is given the stores by name, in one transaction; gives what its request found.
  return async function within(stores, mode, work) {
    const opened = await open();
    return new Promise((resolve, reject) => {
      const deal = opened.transaction(stores, mode, { durability: "strict" });
      const request = work((store) => deal.objectStore(store));
      deal.oncomplete = () => resolve(request?.result);
      deal.onabort = () => reject(deal.error ?? new DOMException("", "QuotaExceededError"));
    });
  };
}
