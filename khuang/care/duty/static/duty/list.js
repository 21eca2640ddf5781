// The duty list keeps itself fresh: it is fetched again when the badge says that something changed,
// and what waits says for how long.

const list = document.querySelector("[data-kh-duty-list]");

function tick() {
  for (const element of document.querySelectorAll("[data-kh-since]")) {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(element.dataset.khSince)) / 1000));
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const clock = [minutes, seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
    element.textContent = `${element.dataset.khSinceWords} ${hours ? `${hours}:${clock}` : clock}`;
  }
}

async function refresh() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-kh-duty-list]");
  // What somebody is about to press stays where it is.
  if (fresh && !list.contains(document.activeElement)) list.replaceChildren(...fresh.childNodes);
  tick();
}

if (list) {
  document.addEventListener("kh:signal", refresh);
  setInterval(tick, 1000);
  tick();
}
