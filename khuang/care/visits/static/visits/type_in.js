// Typing in a round sheet: a row is sent when the hand leaves it, and Enter goes on to the next one.
//
// Each row is a [data-kh-row] whose boxes are named after it; the page's form does the same without a script.

const form = document.querySelector("[data-kh-paper]");
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
const rows = [...form.querySelectorAll("[data-kh-row]")];
const changed = new Set();

function say(row, state, errors = {}) {
  for (const words of row.querySelectorAll("[data-kh-state]")) words.hidden = words.dataset.khState !== state;
  for (const place of row.querySelectorAll("[data-kh-error]")) {
    const [error] = errors[place.dataset.khError] ?? [];
    place.hidden = !error;
    place.textContent = error ?? "";
    const box = place.parentElement.querySelector("input, select");
    if (error) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
}

async function send(row) {
  if (!changed.delete(row)) return "";
  const body = new FormData();
  for (const box of row.querySelectorAll("input, select")) {
    if (box.type !== "checkbox" || box.checked) body.append(box.name, box.value);
  }
  try {
    const headers = { "X-CSRFToken": token, "X-Khuang-Row": "1" };
    const answer = await fetch(location.href, { method: "POST", body, headers });
    const { rows: [said] } = await answer.json();
    say(row, said.state, said.errors);
    if (said.state === "recorded") for (const box of row.querySelectorAll("input, select, button")) box.disabled = true;
    return said.state;
  } catch {
    changed.add(row);
    say(row, "failed");
    return "failed";
  }
}

for (const row of rows) {
  row.addEventListener("input", () => changed.add(row));
  // A photograph on a slow disk is not waited for here; the row tells itself how it went.
  row.addEventListener("focusout", (event) => row.contains(event.relatedTarget) || send(row));
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const row = (event.submitter ?? document.activeElement).closest("[data-kh-row]");
  changed.add(row);
  const following = rows.slice(rows.indexOf(row) + 1).find((one) => one.querySelector("select:enabled"));
  if ((await send(row)) === "recorded") following?.querySelector("select").focus();
  // The page's own guard against a second press is meant for forms that leave the page.
  delete form.dataset.khSent;
});
addEventListener("beforeunload", (event) => changed.size > 0 && event.preventDefault());
