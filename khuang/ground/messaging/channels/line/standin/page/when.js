/* A day or a time, asked for by a datetimepicker action. */

import { act } from "./platform.js";

const dialog = document.getElementById("when");
const field = document.getElementById("moment");
const FIELD = { date: "date", time: "time", datetime: "datetime-local" };
let asked = null;

/** Ask this user for what the action wants to know. */
export function askMoment(user, action) {
  asked = { user, action };
  field.type = FIELD[action.mode];
  field.value = "";
  field.min = action.min || "";
  field.max = action.max || "";
  dialog.showModal();
}

document.getElementById("when-close").addEventListener("click", () => dialog.close());
dialog.querySelector("form").addEventListener("submit", () => {
  const { user, action } = asked;
  act(user, "tap", { data: action.data, params: { [action.mode]: field.value } });
});
