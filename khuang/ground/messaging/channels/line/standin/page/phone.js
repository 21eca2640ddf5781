/* The telephone: looks for news, lets the parts show them, and takes what is written. */

import * as chat from "./chat.js";
import { hold } from "./doing.js";
import * as menu from "./menu.js";
import * as panel from "./panel.js";
import { askPlace } from "./place.js";
import { act, look, sendFile } from "./platform.js";
import { askVoice } from "./voice.js";
import { say, words } from "./words.js";

const KEPT = "phone-user";
let user = new URLSearchParams(location.search).get("user") || sessionStorage.getItem(KEPT) || "";
let asking = new AbortController();

function be(number) {
  user = number;
  sessionStorage.setItem(KEPT, user);
  hold(user);
  asking.abort();
}

async function watch() {
  let after = -1;
  for (;;) {
    asking = new AbortController();
    try {
      const state = await look(user, after, asking.signal);
      if (after === -1) say("");
      after = state.version;
      draw(state);
    } catch (problem) {
      after = -1;
      if (problem.name !== "AbortError") await comeBack();
    }
  }
}

async function comeBack() {
  say(words.lost_touch);
  await new Promise((done) => setTimeout(done, 1000));
}

function draw(state) {
  if (!user) be(state.users[0].id);
  chat.show(state.lines, user);
  menu.show(state.menu);
  panel.show(state, user);
  document.getElementById("loading").hidden = !state.loading;
}

panel.onChoice(be);
document.getElementById("sticker").addEventListener("click", () => act(user, "sticker"));
document.getElementById("speak").addEventListener("click", () => askVoice(user));
document.getElementById("place").addEventListener("click", () => askPlace(user));
document.getElementById("picture").addEventListener("change", ({ target }) => {
  if (target.files[0]) sendFile(user, target.files[0]);
  target.value = "";
});
document.getElementById("write").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  const typed = document.getElementById("words-typed");
  if (typed.value.trim()) act(user, "text", { text: typed.value });
  typed.value = "";
});

if (user) hold(user);
watch();
