/* Beside the phone: who one is, friend or not, what goes wrong, and what it cost. */

import { act, setFaults } from "./platform.js";
import { words } from "./words.js";

const person = document.getElementById("person");
const follow = document.getElementById("follow");
const seen = new Map(); // user: id of the last line that was looked at
let now = null;

/** Show the people and everything beside the phone; `user` is who one is. */
export function show(state, user) {
  now = state.users.find((one) => one.id === user);
  if (state.last[user]) seen.set(user, state.last[user]);
  people(state, user);
  document.getElementById("about").textContent = words[now.about] || words.other;
  follow.textContent = now.follows ? words.block : now.has_blocked ? words.unblock : words.follow;
  for (const [name, value] of Object.entries(state.faults)) document.getElementById(name).value = value;
  document.getElementById("quota").textContent = `${state.quota.used} / ${state.quota.limit ?? words.unlimited}`;
  document.getElementById("status").textContent = answer(state.status);
}

/** Call back with the chosen user's id. */
export function onChoice(choose) {
  person.addEventListener("change", () => choose(person.value));
}

follow.addEventListener("click", () => act(now.id, now.follows ? "unfollow" : "follow"));
for (const name of ["kind", "events"]) {
  const field = document.getElementById(name);
  field.addEventListener("change", () => setFaults({ [name]: field.value }));
}

function people(state, user) {
  const told = state.users.map((one) => [one.id, named(one, state, user)]);
  if (person.dataset.told === JSON.stringify(told)) return;
  person.dataset.told = JSON.stringify(told);
  person.replaceChildren(...told.map(([id, name]) => new Option(name, id, false, id === user)));
}

function named(one, state, user) {
  const last = state.last[one.id];
  const isNew = one.id !== user && last && seen.has(one.id) && seen.get(one.id) !== last;
  if (last && !seen.has(one.id)) seen.set(one.id, last);
  return isNew ? `${one.name} (${words.new})` : one.name;
}

function answer(status) {
  if (status === null) return "-";
  if (status === 0) return words.not_reached;
  return status === 200 ? `200 (${words.taken})` : String(status);
}
