// Gives names and keys to controls that the engine leaves without, so that screen readers and keyboards work.

const BARE = '[role="combobox"]:not([aria-label]), input[role="spinbutton"]:not([aria-label])';

function name(element) {
  for (const control of element.querySelectorAll(BARE)) {
    const label = control.closest(".question-container")?.querySelector(".control-text label");
    if (label) control.setAttribute("aria-label", label.textContent);
  }
  for (const button of element.querySelectorAll("button.button-menu:not([aria-label])"))
    button.setAttribute("aria-label", globalThis.khuangWord("Remove this entry"));
  for (const title of element.querySelectorAll('.panel-title[role="button"]:not([tabindex])')) {
    title.tabIndex = 0;
    title.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      title.click();
    });
  }
}

// Watch `element` for as long as it stands; give what ends it.
export function named(element) {
  const observer = new MutationObserver(() => name(element));
  observer.observe(element, { childList: true, subtree: true });
  return () => observer.disconnect();
}
