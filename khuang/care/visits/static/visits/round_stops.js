// Draws the stops of the round and a home of it, from the templates on the page.
//
// In a template data-kh-text="x" takes the value x, data-kh-if="x" is there only with one.

export function filled(template, values) {
  const part = template.content.cloneNode(true);
  for (const place of part.querySelectorAll("[data-kh-text]")) place.textContent = values[place.dataset.khText] ?? "";
  for (const place of part.querySelectorAll("[data-kh-if]")) {
    const value = values[place.dataset.khIf];
    if (!value || value.length === 0) place.remove();
  }
  return part;
}

const find = (name) => document.querySelector(`template[data-kh-template="${name}"]`);
const lines = (texts) =>
  texts.map((text) => Object.assign(document.createElement("li"), { textContent: text }));

function stopPart(stop, number) {
  const [first, ...others] = stop.phones;
  const values = { ...stop, number, first, others, none: !first, todo: !stop.done };
  const part = filled(find("stop"), values);
  const link = (name, href) => part.querySelector(`[data-kh-link="${name}"]`)?.setAttribute("href", href);
  link("call", `tel:${first?.number}`);
  link("record", `#record/${stop.planned}`);
  link("home", `#home/${stop.home}`);
  if (stop.place) link("map", `geo:${stop.place[1]},${stop.place[0]}?q=${stop.place[1]},${stop.place[0]}`);
  part.querySelector("[data-kh-others]")?.replaceChildren(
    ...others.map(({ name, number: digits }) => {
      const one = filled(find("call"), { name });
      one.querySelector("a").href = `tel:${digits}`;
      return one;
    }),
  );
  part.querySelector("[data-kh-replies]")?.replaceChildren(...lines(stop.replies));
  return part;
}

export function drawStops(round, place) {
  // What is done sinks to the end; the order of the others is the plan's.
  const stops = [...round.stops].sort((a, b) => Number(a.done) - Number(b.done));
  place.replaceChildren(...stops.map((stop) => stopPart(stop, round.stops.indexOf(stop) + 1)));
}

export function drawHome(round, key, place) {
  const home = round.homes[key];
  if (!home) return false;
  const part = filled(find("home"), home);
  part.querySelector("[data-kh-members]").replaceChildren(
    ...home.members.map((member) => {
      const stop = round.stops.find((one) => one.person === member.person);
      const one = filled(find("member"), { ...member, record: stop && !stop.done, nothing: member.due.length === 0 });
      one.querySelector("[data-kh-due]")?.replaceChildren(...lines(member.due));
      one.querySelector('[data-kh-link="record"]')?.setAttribute("href", `#record/${stop?.planned}`);
      return one;
    }),
  );
  place.replaceChildren(part);
  return true;
}
