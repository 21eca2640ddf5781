// The parts of the page of surveys: [data-kh-part] of templates/surveys/fill.html, one shown at a time.

export const page = document.querySelector("[data-kh-fill]");
export const find = (name) => page.querySelector(`[data-kh-${name}]`);

export function show(name) {
  for (const part of page.querySelectorAll("[data-kh-part]")) part.hidden = part.dataset.khPart !== name;
  scrollTo(0, 0);
  const heading = page.querySelector(`[data-kh-part="${name}"] h1, [data-kh-part="${name}"] h2`);
  heading?.focus();
}

export const say = (name) => {
  for (const one of page.querySelectorAll("[data-kh-said]")) one.hidden = one.dataset.khSaid !== name;
};

export function line(list, title, hint, open, remove) {
  const row = list.querySelector("template").content.cloneNode(true);
  row.querySelector("[data-kh-title]").textContent = title;
  row.querySelector("[data-kh-title]").addEventListener("click", open);
  row.querySelector("[data-kh-hint]").textContent = hint;
  row.querySelector("[data-kh-remove]")?.addEventListener("click", remove);
  list.append(row);
}

export const when = new Intl.DateTimeFormat(document.documentElement.lang === "th" ? "th-TH-u-ca-buddhist" : "en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
});

export function emptied(list) {
  list.replaceChildren(list.querySelector("template"));
  return list;
}
