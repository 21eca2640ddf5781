/* A voice message: from the microphone, or from a file. */

import { sendFile } from "./platform.js";
import { say, words } from "./words.js";

const dialog = document.getElementById("voice");
const button = document.getElementById("record");
const file = document.getElementById("sound");
let recorder = null;
let user = "";

/** Ask this user for a voice message. */
export function askVoice(number) {
  user = number;
  dialog.showModal();
}

button.addEventListener("click", () => (recorder ? recorder.stop() : record()));
document.getElementById("voice-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => recorder && discard());
file.addEventListener("change", () => {
  if (file.files[0]) send(file.files[0]);
  file.value = "";
});

async function record() {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const began = performance.now();
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", ({ data }) => send(data, performance.now() - began));
    recorder.addEventListener("stop", end);
    recorder.start();
    button.textContent = words.stop;
  } catch {
    say(words.no_microphone);
    file.focus();
  }
}

function end() {
  recorder.stream.getTracks().forEach((track) => track.stop());
  recorder = null;
  button.textContent = words.record;
}

function discard() {
  recorder.stream.getTracks().forEach((track) => track.stop());
}

function send(sound, duration) {
  const kind = sound.type.split(";")[0] || "audio/mpeg";
  if (dialog.open) sendFile(user, new Blob([sound], { type: kind }), duration);
  dialog.close();
}
