/* What a tap does: LINE's actions. */

import { act } from "./platform.js";
import { askPlace } from "./place.js";
import { askVoice } from "./voice.js";
import { askMoment } from "./when.js";
import { words } from "./words.js";

const LOCATION = "https://line.me/R/nv/location/";
let user = "";

/** Name whose phone this is now. */
export function hold(number) {
  user = number;
}

/** Make what can be tapped for an action: a link for an address, else a button. */
export function tappable(action, label = action.label) {
  const made = isLink(action) ? link(action.uri) : button(action);
  made.textContent = label;
  return made;
}

/** Do what an action says. */
export function run(action) {
  const shown = action.displayText || "";
  const does = {
    postback: () => postback(action, shown),
    message: () => act(user, "text", { text: action.text }),
    uri: () => askPlace(user),
    location: () => askPlace(user),
    datetimepicker: () => askMoment(user, action),
    camera: () => document.getElementById("picture").click(),
    cameraRoll: () => document.getElementById("picture").click(),
    clipboard: () => navigator.clipboard.writeText(action.clipboardText),
  };
  does[action.type]?.();
}

function postback(action, shown) {
  act(user, "tap", { data: action.data, shown });
  if (action.inputOption === "openVoice") askVoice(user);
  if (action.inputOption === "openKeyboard") document.getElementById("words-typed").focus();
}

function isLink(action) {
  return action.type === "uri" && action.uri !== LOCATION;
}

function button(action) {
  const made = document.createElement("button");
  made.type = "button";
  made.addEventListener("click", () => run(action));
  return made;
}

/** A link that tells the other page nothing of this one; a telephone number is called. */
export function link(uri) {
  const made = document.createElement("a");
  made.className = "button";
  made.href = /^(https?|tel):/.test(uri) ? uri : "#";
  made.rel = "noopener noreferrer";
  if (uri.startsWith("tel:")) made.title = `${words.call} ${uri.slice(4)}`;
  else made.target = "_blank";
  return made;
}
