/* The rich menu: a picture with tiles that can be tapped, each a button laid over its part of the picture. */

import { tappable } from "./doing.js";
import { words } from "./words.js";

const menu = document.getElementById("menu");
const bar = document.getElementById("menu-bar");
const tiles = document.getElementById("tiles");

/** Show a menu, or none. */
export function show(found) {
  menu.hidden = !found;
  if (!found || tiles.dataset.of === found.id) return;
  tiles.dataset.of = found.id;
  bar.textContent = found.chatBarText;
  tiles.replaceChildren(picture(found), ...found.areas.map((area) => tile(area, found.size)));
  open(found.selected);
}

bar.addEventListener("click", () => open(bar.getAttribute("aria-expanded") !== "true"));

function open(is) {
  bar.setAttribute("aria-expanded", is);
  tiles.hidden = !is;
}

function picture(found) {
  const made = document.createElement("img");
  made.src = `/phone/menu/${found.id}`;
  made.alt = "";
  made.width = found.size.width;
  made.height = found.size.height;
  return made;
}

function tile({ bounds, action }, size) {
  const made = tappable(action, "");
  made.className = "tile";
  made.setAttribute("aria-label", action.label || action.displayText || action.text || words.menu);
  const share = (part, whole) => `${(100 * part) / whole}%`;
  made.style.left = share(bounds.x, size.width);
  made.style.top = share(bounds.y, size.height);
  made.style.width = share(bounds.width, size.width);
  made.style.height = share(bounds.height, size.height);
  return made;
}
