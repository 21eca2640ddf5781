// A form that is being filled in: its files for the engine, and its draft, kept every few seconds.

import { keepDraft, unpacked } from "./drafts.js";
import { find, say, when } from "./fill_page.js";
import { isOpen } from "./lock.js";
import { isFull } from "./store.js";

const EVERY = 3000;
let autosave = 0;

// Ends the keeping of drafts.
export const rest = () => clearInterval(autosave);

export function file(form, url) {
  const found = form.files[String(url).split("/").pop()];
  if (!found) return new Response("", { status: 404 });
  const bytes = Uint8Array.from(atob(found.base64), (letter) => letter.charCodeAt(0));
  return new Response(bytes, { headers: { "content-type": found.type } });
}

// The engine notes the time of the last look in <end>: that alone is no change.
const answers = async (data) => (await unpacked(data)).xml.replace(/<end>.*?<\/end>/, "");

export function keepGoing(form, write) {
  let last = null;
  rest();
  const save = async () => {
    if (!isOpen()) return;
    const data = await write();
    const now = await answers(data);
    // As the form stands when it is opened, there is nothing to keep yet.
    if (last === null || now === last) return void (last ??= now);
    last = now;
    try {
      await keepDraft(form, data);
      find("kept-at").textContent = when.format(Date.now());
      say("kept");
    } catch (error) {
      if (!isFull(error)) throw error;
      say("full");
    }
  };
  save();
  autosave = setInterval(save, EVERY);
  addEventListener("visibilitychange", save);
}
