// Records a visit: every tap is kept at once, sealed; "Save" puts it into the queue.

import { offsetSeconds } from "../surveys/clock.js";
import { keep, keepBlob, kept, keptBlob, keptNames, letGo } from "../surveys/lock.js";
import { smaller } from "../surveys/photo.js";
import { put } from "../surveys/queue.js";
import { isFull } from "../surveys/store.js";
import { answers, button, form, preview, said, show, unfold } from "./record_form.js";
import { serverDay } from "./round_day.js";
import { written } from "./visit_xml.js";

const GONE = { died: "died_on", moved: "left_on" };
const KINDS = ["photo", "voice"];
let draft = null; // { instance, began, stop, answers }
const files = {}; // photo, voice -> Blob
const key = (kind) => `${kind} ${draft.stop.planned}`;

export const begun = async () =>
  Promise.all((await keptNames()).filter((name) => name.startsWith("draft ")).map(async (name) => (await kept(name)).stop));

export async function open(stop) {
  const known = await kept(`draft ${stop.planned}`);
  draft = known ?? { instance: `uuid:${crypto.randomUUID()}`, began: new Date().toISOString(), stop, answers: {} };
  for (const kind of KINDS) files[kind] = known ? await keptBlob(key(kind), kind === "photo" ? "image/jpeg" : "audio/mp4") : undefined;
  show(draft.answers, stop.did);
  preview(files.photo);
  said("");
  button.disabled = false;
}

async function note() {
  if (!draft) return;
  draft.answers = answers();
  unfold(draft.stop.did);
  await keep(key("draft"), draft).catch((error) => said(isFull(error) ? "full" : "broken"));
}

async function take(input) {
  const [file] = input.files;
  if (!file || !draft) return;
  try {
    files[input.name] = input.name === "photo" ? await smaller(file) : file;
    if (input.name === "photo") preview(files.photo);
  } catch {
    return said("no-picture");
  }
  await note();
  await keepBlob(key(input.name), files[input.name]).catch((error) => said(isFull(error) ? "full" : "broken"));
}

function submission(round) {
  const { instance, began, stop } = draft;
  const told = { ...answers(), person: stop.person, planned: stop.planned, clock: offsetSeconds() };
  if (GONE[told.result]) told[GONE[told.result]] = form.querySelector("[data-kh-gone]").value || serverDay();
  if (told.result !== "met") told.condition = told.done = told.mood = "";
  const parts = KINDS.filter((kind) => files[kind]).map((kind) => {
    told[kind] = `${kind}-${instance.slice(5)}.${kind === "photo" ? "jpg" : "m4a"}`;
    return { name: told[kind], blob: files[kind] };
  });
  const xml = written(told, { instance, version: round.version, began, ended: new Date().toISOString() });
  return { instance, account: round.account, key: round.key, xml, files: parts };
}

// Gives true when the answers are on the disk; says so when a photograph found no room.
export async function save(round) {
  button.disabled = true;
  let left;
  try {
    left = await put(submission(round));
  } catch (error) {
    said(isFull(error) ? "nothing-fits" : "broken");
    button.disabled = false;
    return false;
  }
  if (left.length > 0) {
    said("no-room");
    button.disabled = false;
  }
  return left.length === 0;
}

// Lets go of what was typed, once it is in the queue.
export async function finish() {
  const { planned } = draft.stop;
  for (const kind of ["draft", ...KINDS]) await letGo(`${kind} ${planned}`);
  draft = null;
  for (const kind of KINDS) delete files[kind];
  preview(undefined);
  return planned;
}

export function close() {
  draft = null;
  form.reset();
  preview(undefined);
}

form.addEventListener("input", (event) => event.target.type !== "file" && note());
for (const input of form.querySelectorAll("input[type=file]")) input.addEventListener("change", () => take(input));
