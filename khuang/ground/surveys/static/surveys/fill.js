// The page of surveys in the browser: choose a form, fill it in, hand it to the queue. Works without a network.
//
// Its parts are [data-kh-part] of templates/surveys/fill.html: locked, choose, form, done. Opened with
// ?about=<person> and #<form_id> it goes straight to that form, filled in beforehand from that home.

import { draft, drafts, letGoOf, unpacked } from "./drafts.js";
import { file, keepGoing, rest } from "./fill_form.js";
import { emptied, find, line, page, say, show, when } from "./fill_page.js";
import { bringAll, fetched, offered, Refused } from "./forms_here.js";
import { put } from "./queue.js";
import { flush } from "./sending.js";
import { isFull } from "./store.js";

const { khAccount: account, khKey: id, khPublic: key } = page.dataset;
const about = new URLSearchParams(location.search).get("about") ?? "";
const words = JSON.parse(document.getElementById("kh-words").textContent);

globalThis.khuangWord = (word) => words[word] ?? word;

let leave = () => {};

async function choose() {
  rest();
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

async function finish(form, data) {
  const { instance, xml, files } = await unpacked(data);
  let left;
  try {
    left = await put({ instance, account, key: { id, public: key }, xml, files });
  } catch (error) {
    if (!isFull(error)) throw error;
    return say("full");
  }
  rest();
  await letGoOf(instance);
  leave();
  find("without-photo").hidden = left.length === 0;
  show("done");
  await flush({ all: true });
}

for (const back of page.querySelectorAll("[data-kh-back]")) back.addEventListener("click", choose);
document.addEventListener("kh:unlocked", () => (location.hash ? begin(location.hash.slice(1)) : choose()));
document.addEventListener("kh:locked", () => {
  rest();
  leave();
  leave = () => {};
  show("locked");
});
