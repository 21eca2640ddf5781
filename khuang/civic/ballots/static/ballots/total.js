// What one supports costs together, while one ticks. Without a script the budget stands there all the same.
// A code behind # in a link from a slip is put into its field; it never left this phone before.
const form = document.querySelector("[data-kh-ballot]");
const field = form?.querySelector("[name=token]");
const code = decodeURIComponent(location.hash.slice(1));
if (field && !field.value && /^[0-9A-Za-z-]{12,14}$/.test(code)) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
}
const sum = form?.querySelector("[data-kh-sum]");
const costs = new Map();
for (const one of form?.querySelectorAll("[data-kh-cost]") ?? []) costs.set(one.dataset.khCost, Number(one.dataset.khBaht));

function add() {
  const ticked = [...form.querySelectorAll("[name=marks]:checked")];
  sum.hidden = ticked.length === 0;
  const total = ticked.reduce((all, one) => all + costs.get(one.value), 0);
  sum.querySelector("span").textContent = total.toLocaleString("en");
}

if (sum && form.querySelector("[name=marks]")) {
  form.addEventListener("change", add);
  add();
}
