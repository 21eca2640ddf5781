// The browser prints; without a script its own menu does the same.
document.querySelector("[data-kh-print]")?.addEventListener("click", () => window.print());
