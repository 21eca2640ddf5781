// The page of a hall: each form becomes an entry that is on the disk before anything else happens.

import { readClock, serverNow } from "../surveys/clock.js";
import { draw, say } from "./hall_draw.js";
import { begin, flush } from "./hall_send.js";
import { entriesOf, hallOf, keep, keepHall } from "./hall_store.js";
import { sums, tooMany } from "./hall_sums.js";

const page = document.querySelector("[data-kh-hall]");
const { khHall: hearing, khAddress: address } = page.dataset;
let now;

async function redraw() {
  const [state, entries] = [await hallOf(hearing), await entriesOf(hearing)];
  now = sums(state, entries);
  draw(now, entries, listen);
}

function read(form, button) {
  const data = new FormData(form);
  const [sex, step] = (button?.value ?? "").split(":");
  const entry = { kind: form.dataset.khEntry, sex, step: Number(step ?? 0) };
  for (const name of ["age_band", "village", "group", "words", "topic_kind", "about", "seconds"]) entry[name] = (data.get(name) ?? "").trim();
  if (entry.kind === "hands") {
    const box = (sexOf, way) => Number(data.get(`${sexOf}-${way}`) || 0);
    entry.hands = Object.fromEntries(["female", "male", "other"].map((one) => [one, ["agree", "disagree", "pass"].map((way) => box(one, way))]));
  }
  return entry;
}

// Says what is wrong and keeps what was typed; true when the entry may be kept.
function fits(form, entry) {
  const wrong = {
    empty: "words" in form.elements && !entry.words,
    nobody: entry.kind === "roll" && entry.step < 0 && now.present[entry.sex] === 0,
    "no-hands": entry.kind === "hands" && !Object.values(entry.hands).flat().some(Boolean),
    "too-many": entry.kind === "hands" && tooMany(entry.hands, now.present).length > 0,
  };
  for (const place of form.querySelectorAll("[data-kh-error]")) place.hidden = !wrong[place.dataset.khError];
  return !Object.values(wrong).some(Boolean);
}

async function submit(event) {
  event.preventDefault();
  const form = event.currentTarget;
  // The page's own guard against a second press is meant for forms that leave the page.
  delete form.dataset.khSent;
  const entry = read(form, event.submitter);
  if (!fits(form, entry)) return;
  // Emptied before anything waits: a second tap finds no words.
  if (form.elements.words) form.elements.words.value = "";
  if (form.elements.seconds) form.elements.seconds.value = "";
  try {
    await keep({ ...entry, id: crypto.randomUUID(), hearing, at: serverNow().toISOString(), state: "waiting", sentence: "" });
  } catch {
    if (form.elements.words) form.elements.words.value = entry.words;
    return say("full");
  }
  await redraw();
  await sendNow();
}

async function sendNow() {
  const result = await flush(address, hearing);
  say(result);
  await redraw();
}

function listen(root) {
  for (const form of root.querySelectorAll("form[data-kh-entry]")) form.addEventListener("submit", submit);
}

await readClock();
// The page may have been kept for hours: what the last contact brought is never older.
if (!(await hallOf(hearing))) await keepHall(hearing, JSON.parse(document.getElementById("kh-hall-state").textContent));
document.querySelector("[data-kh-statements]").replaceChildren();
listen(page);
for (const button of document.querySelectorAll("[data-kh-send]")) button.addEventListener("click", sendNow);
await redraw();
page.dataset.khReady = "";
begin(sendNow);
