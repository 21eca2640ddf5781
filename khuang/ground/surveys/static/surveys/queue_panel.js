// Shows in every [data-kh-queue] what is not sent yet; its words are those of templates/surveys/queue_panel.html.

import { drop, items, watch } from "./queue.js";
import { exported, imported } from "./queue_files.js";
import { begin, flush } from "./sending.js";

const when = new Intl.DateTimeFormat(document.documentElement.lang === "th" ? "th-TH-u-ca-buddhist" : "en-GB", {
  day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
});
const kilobytes = (size) => Math.max(1, Math.round(size / 1000)).toLocaleString();

function line(panel, item) {
  const row = panel.querySelector("template").content.cloneNode(true);
  const state = item.state === "refused" ? "refused" : "waiting";
  row.querySelector("[data-kh-at]").textContent = when.format(item.at);
  row.querySelector("[data-kh-size]").textContent = kilobytes(item.size);
  row.querySelector("[data-kh-sentence]").textContent = item.sentence;
  for (const words of row.querySelectorAll("[data-kh-state]")) words.hidden = words.dataset.khState !== state;
  row.querySelector("[data-kh-drop]").addEventListener("click", () => drop(item.instance));
  return row;
}

async function draw(panel) {
  const all = await items();
  panel.querySelector("[data-kh-none]").hidden = all.length > 0;
  panel.querySelector("[data-kh-some]").hidden = all.length === 0;
  for (const place of panel.querySelectorAll("[data-kh-count]")) place.textContent = all.length;
  panel.querySelector("[data-kh-items]").replaceChildren(...all.map((item) => line(panel, item)));
  document.dispatchEvent(new CustomEvent("kh:queue", { detail: { count: all.length } }));
}

function say(result) {
  for (const words of document.querySelectorAll("[data-kh-result]")) words.hidden = words.dataset.khResult !== result;
  if (result === "revoked") document.dispatchEvent(new CustomEvent("kh:revoked"));
}

async function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await exported());
  link.download = `khuang-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function bring(input) {
  try {
    await imported(input.files[0]);
    say(await flush({ all: true }));
  } catch {
    say("not-ours");
  }
  input.value = "";
}

for (const panel of document.querySelectorAll("[data-kh-queue]")) {
  panel.hidden = false;
  panel.querySelector("[data-kh-send]").addEventListener("click", async () => say(await flush({ all: true })));
  panel.querySelector("[data-kh-save]").addEventListener("click", save);
  const file = document.querySelector("[data-kh-bring]");
  file?.addEventListener("change", () => bring(file));
  watch(() => draw(panel));
  begin((result) => say(result));
}
