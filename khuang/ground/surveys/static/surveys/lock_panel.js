// Asks for the six digits in [data-kh-lock] of templates/surveys/lock_panel.html, and says to the page:
// kh:unlocked (it may show what is kept; with the digits that were typed) and kh:locked (it must take it
// off the screen). A page that names no account opens for whoever set the digits, and asks nobody to set some.

import { isSet, locked, set, unlock } from "./lock.js";
import { persist } from "./store.js";

const SIX = /^\d{6}$/;
// Thai digits are as good as others.
const plain = (text) => text.trim().replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50);

for (const panel of document.querySelectorAll("[data-kh-lock]")) {
  const { khAccount: account } = panel.dataset;
  const forms = panel.querySelectorAll("form");
  const say = (name) => {
    for (const words of panel.querySelectorAll("[data-kh-lock-said]")) words.hidden = words.dataset.khLockSaid !== name;
  };

  const ask = async () => {
    const holder = await isSet();
    const wanted = holder && (holder === account || account === "") ? "unlock" : "set";
    if (wanted === "set" && account === "") return document.dispatchEvent(new CustomEvent("kh:unset"));
    for (const form of forms) form.hidden = form.dataset.khLockForm !== wanted;
    panel.querySelector("[data-kh-lock-other]").hidden = holder === "" || holder === account;
    panel.hidden = false;
    panel.querySelector("form:not([hidden]) input").focus();
  };

  const open = (digits) => {
    for (const form of forms) form.reset();
    say("");
    panel.hidden = true;
    document.dispatchEvent(new CustomEvent("kh:unlocked", { detail: { digits } }));
  };

  const tried = {
    async unlock(form) {
      const digits = plain(form.elements.digits.value);
      const answer = await unlock(digits);
      if (answer === true) return open(digits);
      say(answer === "gone" ? "gone" : "wrong");
      form.reset();
      return ask();
    },
    async set(form) {
      const digits = plain(form.elements.digits.value);
      if (!SIX.test(digits)) return say("six");
      if (digits !== plain(form.elements.again.value)) return say("differ");
      await set(digits, account);
      await persist();
      return open(digits);
    },
  };

  for (const form of forms)
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("button");
      // Deriving the key takes an old phone a second or two.
      button.disabled = true;
      await tried[form.dataset.khLockForm](form);
      button.disabled = false;
    });

  locked(() => {
    document.dispatchEvent(new CustomEvent("kh:locked"));
    ask();
  });
  ask();
}
