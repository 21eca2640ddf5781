// A signature drawn on the screen becomes a picture in a hidden box; without a script, a paper is photographed.

const box = document.querySelector("[data-kh-signature]");
const canvas = box?.querySelector("canvas");
const into = document.querySelector("input[name=drawn]");
const said = box?.querySelector("[data-kh-signature-said]");

if (canvas && into) {
  box.hidden = false;
  const pen = canvas.getContext("2d");
  let strokes = 0;
  let last = null;

  const clear = () => {
    // White below it, since what is see-through would be black in a JPEG.
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    strokes = 0;
    into.value = "";
    said.textContent = said.dataset.khEmpty;
  };
  const at = (event) => {
    const edge = canvas.getBoundingClientRect();
    return [
      ((event.clientX - edge.left) * canvas.width) / edge.width,
      ((event.clientY - edge.top) * canvas.height) / edge.height,
    ];
  };

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = at(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const here = at(event);
    pen.lineWidth = 6;
    pen.lineCap = "round";
    pen.strokeStyle = "#1f1a17";
    pen.beginPath();
    pen.moveTo(...last);
    pen.lineTo(...here);
    pen.stroke();
    last = here;
    strokes += 1;
  });
  const lift = () => {
    last = null;
    // A dot by mistake is no signature.
    if (strokes < 5) return;
    into.value = canvas.toDataURL("image/png");
    said.textContent = said.dataset.khSigned;
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  box.querySelector("[data-kh-signature-clear]").addEventListener("click", clear);
  clear();
}
