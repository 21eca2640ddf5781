// A form for a patchy network: what was written stays on the page and is sent when there is one again.
// Nothing is kept on the phone; the form's key lets the server take a second sending for the same.

let waiting = null; // the form that could not be sent, and the button that was pressed

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("[data-kh-patient]")) return;
  event.preventDefault();
  waiting = [event.target, event.submitter];
  send();
});

window.addEventListener("online", send);

async function send() {
  if (!waiting) return;
  const [form, button] = waiting;
  const said = form.querySelector("[role=status]");
  said.textContent = said.dataset.khSending;
  try {
    const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams(new FormData(form, button)) });
    waiting = null;
    if (answer.redirected) return location.assign(answer.url);
    show(await answer.text());
  } catch {
    said.textContent = said.dataset.khWaits;
    // Some phones never say that they are back on the network.
    setTimeout(send, 15000);
  }
}

// What was refused is shown as the server drew it, with what was typed.
function show(page) {
  const drawn = new DOMParser().parseFromString(page, "text/html").querySelector("main");
  document.querySelector("main").replaceWith(drawn);
  drawn.querySelector("[data-kh-error-summary]")?.focus();
}
