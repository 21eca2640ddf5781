/* Flex messages: boxes, texts, buttons. What cannot be shown here is left out. */

import { tappable } from "./doing.js";

/** Draw a bubble, or a carousel of them. */
export function flex(container) {
  const made = box("flex");
  const bubbles = container.type === "carousel" ? container.contents : [container];
  made.append(...bubbles.map(bubble));
  return made;
}

function bubble(found) {
  const made = box("flex-bubble");
  for (const section of ["header", "body", "footer"]) {
    if (found[section]) made.append(component(found[section]));
  }
  return made;
}

function component(found) {
  const draw = { box: boxed, text: texted, button: pressed, separator: ruled }[found.type];
  return draw ? draw(found) : "";
}

function boxed(found) {
  if (found.action) return tappable(found.action, said(found));
  const made = box(`flex-${found.layout}`);
  made.append(...found.contents.map(component));
  return made;
}

function texted(found) {
  const made = document.createElement("p");
  made.className = `size-${found.size || "md"}${found.weight === "bold" ? " bold" : ""}`;
  if (found.contents?.length) made.textContent = found.contents.map((span) => span.text).join("");
  else made.textContent = found.text;
  return made;
}

function pressed(found) {
  const made = tappable(found.action);
  made.classList.add(found.style || "link");
  return made;
}

function said(found) {
  return found.text || (found.contents || []).map(said).filter(Boolean).join(" ");
}

function ruled() {
  return document.createElement("hr");
}

function box(name) {
  const made = document.createElement("div");
  made.className = name;
  return made;
}
