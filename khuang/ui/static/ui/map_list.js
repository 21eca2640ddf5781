// The homes in view as links: for the keyboard, for a screen reader, for a small phone.

const MOST = 100; // beyond that the page's own list serves better

export function listHomes(element, points, words) {
  const items = points.slice(0, MOST).map((point) => {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = point.url;
    link.textContent = `${point.label ?? ""} ${words[point.level] ?? words.unassessed}`.trim();
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  element.replaceChildren(...items);
  element.closest("details").hidden = items.length === 0;
}
