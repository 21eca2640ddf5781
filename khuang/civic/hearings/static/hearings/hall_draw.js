// Draws the hall from its sums; every word stands in templates/hearings/hall.html.

const all = (name) => document.querySelectorAll(`[${name}]`);
const text = (name, key, value) => {
  for (const place of all(`${name}="${key}"`)) place.textContent = value;
};
const lines = (place, texts) =>
  place.replaceChildren(...texts.map((one) => Object.assign(document.createElement("li"), { textContent: one })));

function drawBalance({ present, total, wrong, missing, turns }) {
  for (const [sex, number] of Object.entries(present)) {
    text("data-kh-count", sex, number);
    text("data-kh-share", sex, total ? Math.round((100 * number) / total) : 0);
    text("data-kh-turns", sex, turns[sex]);
  }
  text("data-kh-count", "all", total);
  for (const place of all("data-kh-wrong")) place.hidden = !wrong[place.dataset.khWrong];
  for (const place of all("data-kh-balanced")) place.hidden = Object.values(wrong).some(Boolean);
  for (const place of all("data-kh-missing")) lines(place, missing);
}

// What is the same is not written again: a screen reader would say it again.
const write = (place, words) => {
  if (place.textContent !== String(words)) place.textContent = words;
};

function drawHands(item, hands, unsent, why) {
  const raised = (three) => three?.some((number) => number > 0);
  item.querySelector("[data-kh-hands]").hidden = !Object.values(hands).some(raised);
  item.querySelector("[data-kh-hands-unsent]").hidden = !unsent;
  for (const line of item.querySelectorAll("[data-kh-hands-of]")) {
    const three = hands[line.dataset.khHandsOf];
    line.hidden = !raised(three);
    for (const [index, way] of ["agree", "disagree", "pass"].entries()) write(line.querySelector(`[data-kh-way="${way}"]`), three?.[index] ?? 0);
  }
  const odd = item.querySelector("[data-kh-why]");
  write(odd, why ?? "");
  odd.hidden = !why;
}

// A statement that is drawn stays, so that hands half typed are not lost.
function drawStatements(place, statements, onNew) {
  for (const [index, { id, words, hands, unsent, why }] of statements.entries()) {
    let item = place.querySelector(`[data-kh-statement="${id}"]`);
    if (!item) {
      item = document.querySelector('template[data-kh-template="statement"]').content.firstElementChild.cloneNode(true);
      item.dataset.khStatement = id;
      item.querySelector("[data-kh-words]").textContent = words;
      item.querySelector("[name=about]").value = id;
      for (const label of item.querySelectorAll("label")) {
        label.htmlFor = `${label.htmlFor}-${id}`;
        label.nextElementSibling.id = label.htmlFor;
      }
      place.append(item);
      onNew(item);
    }
    item.querySelector("[data-kh-number]").textContent = index + 1;
    drawHands(item, hands, unsent, why);
  }
  for (const item of place.querySelectorAll("[data-kh-statement]")) {
    if (!statements.some(({ id }) => id === item.dataset.khStatement)) item.remove();
  }
}

export function draw(sums, entries, onNew) {
  drawBalance(sums);
  drawStatements(document.querySelector("[data-kh-statements]"), sums.statements, onNew);
  for (const place of all("data-kh-said")) {
    lines(place, sums.said.filter((one) => one.kind === place.dataset.khSaid).map((one) => one.words));
  }
  const waiting = entries.filter((row) => row.state === "waiting").length;
  const refused = entries.filter((row) => row.state === "refused");
  text("data-kh-queue", "count", waiting);
  for (const place of all("data-kh-unsent")) place.hidden = waiting === 0;
  for (const place of all("data-kh-all-sent")) place.hidden = waiting > 0;
  for (const place of all("data-kh-odd")) place.hidden = sums.waiting.length + refused.length === 0;
  const odd = [...sums.waiting.map(({ words, why }) => `${words} – ${why}`), ...refused.map((row) => `${row.words ?? ""} – ${row.sentence}`)];
  for (const place of all("data-kh-odd-lines")) lines(place, odd);
}

export function say(result) {
  for (const place of all("data-kh-result")) place.hidden = place.dataset.khResult !== result;
}
