/* A place that is sent: one of two, since nobody's real place belongs here. */

import { act } from "./platform.js";

const dialog = document.getElementById("where");
let user = "";

/** Ask this user for a place. */
export function askPlace(number) {
  user = number;
  dialog.showModal();
}

document.getElementById("where-close").addEventListener("click", () => dialog.close());
for (const button of dialog.querySelectorAll("[data-at]")) {
  button.addEventListener("click", () => {
    const [latitude, longitude] = button.dataset.at.split(",").map(Number);
    act(user, "place", { latitude, longitude });
    dialog.close();
  });
}
