// The round on a phone: unlocked by six digits, drawn from what the phone keeps, one screen at a time.
// Addresses: # (the stops of today), #home/<id> (what is due in a home), #record/<id> (a visit).

import { recorded, refresh, stillKnown, today } from "./round_day.js";
import { begun, close, finish, open, save } from "./round_record.js";
import { drawHome, drawStops } from "./round_stops.js";
import { isOpen } from "../surveys/lock.js";
import { flush } from "../surveys/sending.js";

const page = document.querySelector("[data-kh-round]");
const screens = [...page.querySelectorAll("[data-kh-screen]")];
const part = (name) => page.querySelector(`[data-kh-part="${name}"]`);
let round;

function say(name) {
  for (const words of document.querySelectorAll("[data-kh-said]")) words.hidden = words.dataset.khSaid !== name;
}

function show(name) {
  for (const screen of screens) screen.hidden = screen.dataset.khScreen !== name;
  scrollTo(0, 0);
  page.querySelector(`[data-kh-screen="${name}"] [tabindex="-1"]`)?.focus();
}

function drawList() {
  const drawn = round?.stops.length ?? 0;
  part("day").textContent = round?.day_words ?? "";
  part("stops").replaceChildren();
  if (round) drawStops(round, part("stops"));
  part("none").hidden = !round?.volunteer || drawn > 0;
  part("no-volunteer").hidden = !round || round.volunteer;
  part("no-round").hidden = Boolean(round);
  part("no-form").hidden = !round || Boolean(round.version);
}
const screensOf = {
  async home(key) {
    return round && drawHome(round, key, part("home")) ? "home" : "stops";
  },
  async record(key) {
    const stop = round?.stops.find((one) => one.planned === key) ?? (await begun()).find((one) => one.planned === key);
    // Without the form's version or a key nothing could be sent.
    if (!stop || !round?.version) return "stops";
    part("who").textContent = stop.called;
    await open(stop);
    return "record";
  },
};

async function route() {
  if (!isOpen()) return show("locked");
  const [name, key] = location.hash.slice(1).split("/");
  show(screensOf[name] ? await screensOf[name](key) : "stops");
}

async function bring(digits) {
  const result = await refresh(digits);
  say(result);
  if (!isOpen()) return;
  round = await today();
  drawList();
}

document.addEventListener("kh:unlocked", async (event) => {
  round = await today();
  drawList();
  await route();
  await bring(event.detail.digits);
  await flush({ all: true });
});
document.addEventListener("kh:locked", () => {
  round = undefined;
  drawList();
  close();
  part("home").replaceChildren();
  part("who").textContent = "";
  show("locked");
});
document.addEventListener("kh:unset", () => say("sign-in"));
addEventListener("hashchange", route);
addEventListener("online", () => isOpen() && bring());

async function done() {
  await recorded(await finish());
  round = await today();
  drawList();
  location.hash = "";
  await route();
  say("recorded");
  flush({ all: true });
}

page.querySelector("[data-kh-record-form]").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await save(round)) await done();
});
page.querySelector("[data-kh-without]").addEventListener("click", done);

if (!window.isSecureContext) say("not-secure");
else if (!(await stillKnown())) say("revoked");
