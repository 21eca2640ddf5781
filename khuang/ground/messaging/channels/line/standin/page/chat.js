/* The chat: draws what is new or has changed, and the quick replies of the last message. */

import { bubble } from "./bubbles.js";
import { tappable } from "./doing.js";
import { act } from "./platform.js";
import { words } from "./words.js";

const list = document.getElementById("chat");
const quick = document.getElementById("quick");
const drawn = new Map(); // id of a line: how it was drawn

/** Show these lines of a user's chat. */
export function show(lines, user) {
  if (list.dataset.user !== user) begin(user);
  const before = drawn.size;
  for (const line of lines) draw(line, user);
  list.classList.toggle("empty", lines.length === 0);
  // The answers first: they take room from the chat.
  answers(lines.at(-1));
  if (drawn.size !== before) list.parentElement.scrollTop = list.scrollHeight;
}

function begin(user) {
  list.dataset.user = user;
  list.dataset.empty = words.empty;
  list.replaceChildren();
  drawn.clear();
}

function draw(line, user) {
  const told = JSON.stringify(line);
  if (drawn.get(line.id) === told) return;
  const made = bubble(line, (one) => unsending(one, user));
  const old = list.querySelector(`[data-id="${line.id}"]`);
  if (old) old.replaceWith(made);
  else list.append(made);
  drawn.set(line.id, told);
}

function unsending(line, user) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "small";
  made.textContent = words.unsend;
  made.addEventListener("click", () => act(user, "unsend", { message: line.id }));
  return made;
}

function answers(last) {
  const items = last?.who === "bot" ? last.message.quickReply?.items || [] : [];
  const told = items.length ? last.id : "";
  if (quick.dataset.of === told) return;
  quick.dataset.of = told;
  quick.hidden = items.length === 0;
  quick.replaceChildren(...items.map(item));
}

function item(found) {
  const made = document.createElement("li");
  made.append(tappable(found.action));
  return made;
}
