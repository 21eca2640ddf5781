// The page of surveys in the browser: choose a form, fill it in, hand it to the queue. Works without a network.
//
// Its parts are [data-kh-part] of templates/surveys/fill.html: locked, choose, form, done. Opened with
// ?about=<person> and #<form_id> it goes straight to that form, filled in beforehand from that home.

import { draft, drafts, keepDraft, letGoOf, unpacked } from "./drafts.js";
import { bringAll, fetched, offered, Refused } from "./forms_here.js";
import { isOpen } from "./lock.js";
import { put } from "./queue.js";
import { flush } from "./sending.js";
import { isFull } from "./store.js";

const page = document.querySelector("[data-kh-fill]");
const { khAccount: account, khKey: id, khPublic: key } = page.dataset;
const about = new URLSearchParams(location.search).get("about") ?? "";
const words = JSON.parse(document.getElementById("kh-words").textContent);
const EVERY = 3000;

globalThis.khuangWord = (word) => words[word] ?? word;

const find = (name) => page.querySelector(`[data-kh-${name}]`);
let leave = () => {};
let autosave = 0;

function show(name) {
  for (const part of page.querySelectorAll("[data-kh-part]")) part.hidden = part.dataset.khPart !== name;
  scrollTo(0, 0);
  const heading = page.querySelector(`[data-kh-part="${name}"] h1, [data-kh-part="${name}"] h2`);
  heading?.focus();
}

const say = (name) => {
  for (const one of page.querySelectorAll("[data-kh-said]")) one.hidden = one.dataset.khSaid !== name;
};

function line(list, title, hint, open, remove) {
  const row = list.querySelector("template").content.cloneNode(true);
  row.querySelector("[data-kh-title]").textContent = title;
  row.querySelector("[data-kh-title]").addEventListener("click", open);
  row.querySelector("[data-kh-hint]").textContent = hint;
  row.querySelector("[data-kh-remove]")?.addEventListener("click", remove);
  list.append(row);
}

const when = new Intl.DateTimeFormat(document.documentElement.lang === "th" ? "th-TH-u-ca-buddhist" : "en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
});

function emptied(list) {
  list.replaceChildren(list.querySelector("template"));
  return list;
}

async function choose() {
  clearInterval(autosave);
  leave();
  history.replaceState(null, "", location.pathname);
  const begun = await drafts();
  const there = emptied(find("drafts"));
  find("begun").hidden = begun.length === 0;
  for (const one of begun)
    line(there, one.title, when.format(one.at), () => begin(one.form_id, one), async () => {
      await letGoOf(one.instance);
      await choose();
    });
  const forms = await offered();
  const list = emptied(find("forms"));
  find("no-forms").hidden = forms.length > 0;
  for (const one of forms) line(list, one.title, "", () => begin(one.form_id));
  show("choose");
  find("ready").hidden = !(await bringAll());
}

// Open a form; `going` is the draft to go on with.
async function begin(form_id, going = null) {
  say("");
  const whom = going?.about ?? about;
  let form;
  try {
    form = await fetched(form_id, whom);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    find("refusal").textContent = error.message || find("refusal").dataset.khOffline;
    say("refusal");
    return;
  }
  const named = { form_id, title: form.title, about: whom };
  find("form-title").textContent = form.title;
  show("form");
  const { mount } = await import("./built/web_forms.js");
  leave = mount(find("engine"), {
    formXml: form.xform,
    attachment: (url) => file(form, url),
    draft: going && (await draft(going.instance)),
    language: document.documentElement.lang,
    changed: (write) => (write ? keepGoing(named, write) : say("broken")),
    submitted: (data) => finish(named, data),
  });
}

function file(form, url) {
  const found = form.files[String(url).split("/").pop()];
  if (!found) return new Response("", { status: 404 });
  const bytes = Uint8Array.from(atob(found.base64), (letter) => letter.charCodeAt(0));
  return new Response(bytes, { headers: { "content-type": found.type } });
}

// The engine notes the time of the last look in <end>: that alone is no change.
const answers = async (data) => (await unpacked(data)).xml.replace(/<end>.*?<\/end>/, "");

function keepGoing(form, write) {
  let last = null;
  clearInterval(autosave);
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

async function finish(form, data) {
  const { instance, xml, files } = await unpacked(data);
  let left;
  try {
    left = await put({ instance, account, key: { id, public: key }, xml, files });
  } catch (error) {
    if (!isFull(error)) throw error;
    return say("full");
  }
  clearInterval(autosave);
  await letGoOf(instance);
  leave();
  find("without-photo").hidden = left.length === 0;
  show("done");
  await flush({ all: true });
}

for (const back of page.querySelectorAll("[data-kh-back]")) back.addEventListener("click", choose);
document.addEventListener("kh:unlocked", () => (location.hash ? begin(location.hash.slice(1)) : choose()));
document.addEventListener("kh:locked", () => {
  clearInterval(autosave);
  leave();
  leave = () => {};
  show("locked");
});
