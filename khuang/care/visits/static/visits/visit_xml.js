// Writes a visit as a submission of the form `visit`; khuang/care/visits/rules/writing.py writes the same.

const FIELDS = [
  "person", "planned", "visitor", "day", "clock", "result", "left_on", "died_on", "condition", "done",
  "mood", "photo", "worried", "next", "note", "voice",
];
// Only then was the person seen, and the registry learns of it.
const SEEN = ["met", "moved", "died"];
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

// What XML cannot hold at all is left out; a paste may bring it.
const escaped = (text) =>
  String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => SIGNS[sign]);

// answers: by the names of FIELDS; began, ended: ISO times by this phone's clock.
export function written(answers, { instance, version, began, ended }) {
  const told = FIELDS.filter((name) => answers[name])
    .map((name) => `<${name}>${escaped(answers[name])}</${name}>`)
    .join("");
  const entity = SEEN.includes(answers.result)
    ? `<entities:entity dataset="person" update="1" id="${escaped(answers.person)}"/>`
    : "";
  return (
    `<data id="visit" version="${escaped(version)}" xmlns:orx="http://openrosa.org/xforms"` +
    ` xmlns:entities="http://www.opendatakit.org/xforms/entities">` +
    `<start>${began}</start><end>${ended}</end>${told}` +
    `<meta>${entity}<orx:instanceID>${escaped(instance)}</orx:instanceID></meta></data>`
  );
}
