// Arrow keys walk from the search box through what it found, and back; Enter opens.

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const box = document.querySelector("[data-kh-search] input[type=search]");
  if (!step || !box) return;
  const places = [box, ...document.querySelectorAll("[data-kh-hit]")];
  const here = places.indexOf(document.activeElement);
  if (here < 0 || !places[here + step]) return;
  event.preventDefault();
  places[here + step].focus();
});
