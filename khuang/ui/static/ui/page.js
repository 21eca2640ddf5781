// What every page does with a script on; without one, pages work all the same.

// Errors are read first: focus goes to the summary.
document.querySelector("[data-kh-error-summary]")?.focus();

// A second press within five seconds sends nothing: one visit, one record.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  const now = Date.now();
  if (now - Number(form.dataset.khSent ?? 0) < 5000) event.preventDefault();
  else form.dataset.khSent = String(now);
});

// An open part of the menu closes when somebody presses elsewhere, or Escape.
const openPart = () => document.querySelector(".kh-nav details[open]");
document.addEventListener("click", (event) => {
  const part = openPart();
  if (part && !part.contains(event.target)) part.open = false;
});
document.addEventListener("keydown", (event) => {
  const part = event.key === "Escape" && openPart();
  if (!part) return;
  part.open = false;
  part.querySelector("summary").focus();
});

// After an exchange of a part of the page, say what changed and keep the focus.
const live = document.querySelector("[data-kh-live]");
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  const said = part.matches("[data-kh-announce]") ? part : part.querySelector("[data-kh-announce]");
  if (said && live) live.textContent = said.dataset.khAnnounce;
  part.querySelector("[data-kh-focus]")?.focus();
  focusFirstNew();
});

// "Show more" goes away when it was pressed; the focus goes on to the first new row.
let lastKnown = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if ("khMore" in requestConfig.elt.dataset) lastKnown = target.lastElementChild;
});

function focusFirstNew() {
  const first = lastKnown?.nextElementSibling;
  if (!first) return;
  lastKnown = null;
  first.querySelector("a, button")?.focus();
}

// Without a network htmx fails in silence; we say so, to everyone.
document.addEventListener("htmx:sendError", () => {
  if (!live) return;
  live.textContent = live.dataset.khOffline;
  live.className = "kh-notice kh-notice--error";
});
