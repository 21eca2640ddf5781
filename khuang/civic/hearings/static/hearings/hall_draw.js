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

// A statement that is drawn stays, so that hands half typed are not lost.
function drawStatements(place, statements, onNew) {
  for (const [index, { id, words, hands }] of statements.entries()) {
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
    const shown = Object.values(hands);
    const [agree, disagree, pass] = [0, 1, 2].map((way) => shown.reduce((sum, three) => sum + three[way], 0));
    item.querySelector("[data-kh-hands]").hidden = shown.length === 0;
    for (const [way, number] of Object.entries({ agree, disagree, pass })) {
      item.querySelector(`[data-kh-way="${way}"]`).textContent = number;
    }
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
