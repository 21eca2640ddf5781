// The form of a visit on the page: what it says, what of it is shown, and the photograph.

export const form = document.querySelector("[data-kh-record-form]");
export const button = form.querySelector("button[type=submit], button:not([type])");

export const said = (name) => {
  for (const words of document.querySelectorAll("[data-kh-record-said]")) words.hidden = words.dataset.khRecordSaid !== name;
};

export function answers() {
  const data = new FormData(form);
  const told = Object.fromEntries(["result", "condition", "mood", "next", "note"].map((name) => [name, data.get(name) ?? ""]));
  return { ...told, done: data.getAll("done").join(" "), worried: data.has("worried") ? "yes" : "no" };
}

export function show(told, did) {
  form.reset();
  for (const input of form.elements) {
    if (input.type === "radio") input.checked = told[input.name] ? told[input.name] === input.value : input.defaultChecked;
    if (input.name === "done") input.checked = (told.done ?? "").split(" ").includes(input.value);
    if (input.name === "worried") input.checked = told.worried === "yes";
    if (input.name === "note") input.value = told.note ?? "";
  }
  unfold(did);
}

// Asks only what fits the result; a group with something in it lies open.
export function unfold(did) {
  const { result } = answers();
  for (const part of form.querySelectorAll("[data-kh-for]")) part.hidden = !part.dataset.khFor.split(" ").includes(result);
  for (const group of form.querySelectorAll("[data-kh-group]")) {
    const codes = [...group.querySelectorAll("input")];
    if (codes.some((box) => box.checked || did.includes(box.value))) group.open = true;
  }
}

export function preview(blob) {
  const picture = form.querySelector("[data-kh-preview]");
  if (picture.src) URL.revokeObjectURL(picture.src);
  picture.hidden = !blob;
  if (blob) picture.src = URL.createObjectURL(blob);
  else picture.removeAttribute("src");
}
