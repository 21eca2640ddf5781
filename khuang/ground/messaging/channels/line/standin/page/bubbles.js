/* One message as it stands in the chat. */

import { tappable } from "./doing.js";
import { flex } from "./flex.js";
import { words } from "./words.js";

const ADDRESS = /(https?:\/\/[^\s]+)/;

/** Draw a line of the chat: what was said, by whom, and what can be done with it. */
export function bubble(line, unsend) {
  const made = element("li", line.who);
  made.dataset.id = line.id;
  const who = element("span", "hidden", line.who === "user" ? words.you : words.account);
  const what = element("div", "bubble");
  what.append(line.withdrawn ? element("em", "", words.withdrawn) : content(line));
  made.append(who, what, foot(line, unsend));
  return made;
}

function content(line) {
  const draw = { text, sticker, image, audio, location, flex: flexed, template }[line.message.type];
  return draw ? draw(line.message, line) : element("em", "", words.unknown);
}

function foot(line, unsend) {
  const made = element("div", "foot");
  const time = element("time", "", new Date(line.at).toTimeString().slice(0, 5));
  time.dateTime = line.at;
  made.append(time);
  if (line.who !== "user") return made;
  if (line.read) made.append(element("span", "", words.read));
  if (!line.withdrawn && line.message.id) made.append(unsend(line));
  return made;
}

function text(message) {
  const made = element("p");
  for (const piece of message.text.split(ADDRESS)) {
    if (ADDRESS.test(piece)) made.append(tappable({ type: "uri", uri: piece, label: piece }));
    else made.append(piece);
  }
  for (const one of made.querySelectorAll("a")) one.className = "";
  return made;
}

function sticker(message) {
  return element("p", "sticker", `${words.sent_sticker} ${message.packageId}/${message.stickerId}`);
}

function image(message, line) {
  if (line.who !== "user") return element("em", "", words.image);
  const made = element("img");
  made.alt = words.image;
  made.src = `/phone/content/${message.id}`;
  return made;
}

function audio(message) {
  const made = element("audio");
  made.controls = true;
  made.preload = "none";
  made.setAttribute("aria-label", words.voice);
  made.src = `/phone/content/${message.id}`;
  return made;
}

function location(message) {
  const where = `${message.latitude.toFixed(4)}, ${message.longitude.toFixed(4)}`;
  return element("p", "", [words.location, message.title, where].filter(Boolean).join(" · "));
}

function flexed(message) {
  return flex(message.contents);
}

function template(message) {
  const made = element("div", "flex-bubble");
  made.append(element("p", "", message.template.text));
  made.append(...message.template.actions.map((action) => tappable(action)));
  return made;
}

function element(name, kind = "", said = "") {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (said) made.textContent = said;
  return made;
}
