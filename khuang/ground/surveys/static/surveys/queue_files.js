// What is not sent yet as a file, to carry it to another device; only the municipality can open what is in it.
//
//   await exported() -> Blob, await imported(file) -> count

import { tell } from "./queue.js";
import { base64, bytes } from "./sealing.js";
import * as store from "./store.js";

const FORMAT = "khuang-unsent-1";

export async function exported() {
  const rows = (await store.all("queue")).map((row) => ({
    ...row,
    survey: base64(row.survey),
    files: row.files.map(({ name, sealed }) => ({ name, sealed: base64(sealed) })),
  }));
  return new Blob([JSON.stringify({ format: FORMAT, rows })], { type: "application/json" });
}

// Raises SyntaxError for a file that is none of ours. What is here already stays as it is.
export async function imported(file) {
  const { format, rows } = JSON.parse(await file.text());
  if (format !== FORMAT) throw new SyntaxError(format);
  const here = new Set(await store.names("queue"));
  for (const row of rows) {
    if (here.has(row.instance)) continue;
    const files = row.files.map(({ name, sealed }) => ({ name, sealed: bytes(sealed).buffer }));
    // Whoever brings the file sends it; the answers say themselves whose they are.
    const anew = { account: "", state: "waiting", tries: 0, next: 0 };
    await store.write("queue", { ...row, ...anew, survey: bytes(row.survey).buffer, files });
  }
  tell();
  return rows.length;
}
