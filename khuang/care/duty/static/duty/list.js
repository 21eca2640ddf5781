// The duty list keeps itself fresh: it is fetched again when the badge says that something changed,
// and what waits says for how long.

const list = document.querySelector("[data-kh-duty-list]");

const unit = (unit) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" });
const [days, hours, minutes] = ["day", "hour", "minute"].map(unit);

/** A clock for the first hour, then words: "2 hours 5 minutes", "6 days 11 hours". */
function long(seconds) {
  const [day, hour, minute] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  if (day) return `${days.format(day)} ${hours.format(hour)}`;
  if (hour) return `${hours.format(hour)} ${minutes.format(minute)}`;
  return [minute, seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

function tick() {
  for (const element of document.querySelectorAll("[data-kh-since]")) {
    const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(element.dataset.khSince)) / 1000));
    element.textContent = `${element.dataset.khSinceWords} ${long(seconds)}`;
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
