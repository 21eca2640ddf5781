// Print a document by its button; without scripts the browser's own menu does it.
document.querySelector("[data-kh-print]")?.addEventListener("click", () => window.print());
