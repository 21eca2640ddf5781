// The badge of what cannot wait: a word and a number, a sound after one tap of consent, a flash.
// Without a script the badge shows what waited when the page was made.

import { ring } from "./signal_tone.js";

const AGAIN = 20_000; // ms until it sounds again while somebody waits
const LOST = 30_000; // ms without an answer until we say so
const KEY = "kh-signal-sound";

class Signal {
  constructor(element) {
    const of = (name) => element.querySelector(`[data-kh-signal-${name}]`);
    this.element = element;
    [this.link, this.count, this.button, this.said] = ["link", "count", "sound", "said"].map(of);
    this.waiting = Number(element.dataset.khWaiting);
    this.newest = Number(element.dataset.khNewest);
    this.title = document.title;
    this.heard = Date.now();
    this.rang = 0;
    this.button.addEventListener("click", () => this.consent());
    // A page may sound only once somebody has touched it.
    addEventListener("pointerdown", () => this.wake(), { passive: true });
    addEventListener("keydown", () => this.wake());
    this.offer();
    this.show();
  }

  listen() {
    const { khPulse, khToken, khEvery, khWorker } = this.element.dataset;
    this.worker = new Worker(khWorker, { type: "module" });
    this.worker.addEventListener("message", (event) => this.hear(event.data));
    this.worker.postMessage({ url: new URL(khPulse, location.href).href, token: khToken, every: Number(khEvery) });
  }

  hear(said) {
    if (said.lost) {
      if (said.over || Date.now() - this.heard > LOST) this.say(this.said.dataset.khLost);
      return;
    }
    this.heard = Date.now();
    const isNew = said.waiting > this.waiting || said.newest > this.newest;
    const changed = said.waiting !== this.waiting || isNew;
    this.waiting = said.waiting;
    this.newest = said.newest;
    if (changed) {
      this.show();
      document.dispatchEvent(new CustomEvent("kh:signal", { detail: said }));
    }
    if (isNew) this.alarm();
    else if (this.waiting && Date.now() - this.rang > AGAIN) this.ring();
  }

  show() {
    this.link.hidden = !this.waiting;
    this.count.textContent = String(this.waiting);
    document.title = this.waiting ? `(${this.waiting}) ${this.title}` : this.title;
  }

  alarm() {
    this.say(`${this.said.dataset.khWords} ${this.waiting}`);
    this.element.classList.remove("kh-signal--new");
    requestAnimationFrame(() => this.element.classList.add("kh-signal--new"));
    this.ring();
  }

  say(words) {
    this.said.textContent = words;
  }

  consent() {
    localStorage.setItem(KEY, "on");
    this.wake();
    this.sound();
    this.offer();
  }

  wake() {
    if (localStorage.getItem(KEY) !== "on") return;
    this.audio ??= new AudioContext();
    this.audio.resume().then(() => this.offer());
  }

  offer() {
    this.button.hidden = this.audio?.state === "running";
  }

  ring() {
    this.rang = Date.now();
    if (localStorage.getItem(KEY) === "on") this.sound();
  }

  sound() {
    if (this.audio?.state !== "running") return this.offer();
    ring(this.audio);
  }
}

for (const element of document.querySelectorAll("[data-kh-signal]")) new Signal(element).listen();
