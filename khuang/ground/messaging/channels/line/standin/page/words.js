/* The words of the page's language. */

export const words = JSON.parse(document.getElementById("words").textContent);

/** Say something to whoever cannot see that it happened. */
export function say(text) {
  document.getElementById("said").textContent = text;
}
