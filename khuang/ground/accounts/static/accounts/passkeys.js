// Passkeys: asks the browser to make or to use one, and sends its answer with the form.
//
// <form data-kh-passkey="create|get" data-kh-options="address" hidden> with an
// input named `credential` and, beside the button, an element data-kh-failed.
// Without this script, or in a browser without passkeys, the form stays hidden.

const bytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

async function options(form) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(form.dataset.khOptions, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(`options answered ${answer.status}`);
  const { publicKey } = await answer.json();
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  if (publicKey.allowCredentials) publicKey.allowCredentials = known(publicKey.allowCredentials);
  if (publicKey.excludeCredentials) publicKey.excludeCredentials = known(publicKey.excludeCredentials);
  return { publicKey };
}

function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

for (const form of document.querySelectorAll("[data-kh-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-kh-failed]");
    failed.hidden = true;
    try {
      const credential = await navigator.credentials[form.dataset.khPasskey](await options(form));
      form.querySelector("[name=credential]").value = written(credential);
      form.submit();
    } catch {
      // Called off, or no passkey there: say so, and let another press try again.
      failed.hidden = false;
      delete form.dataset.khSent;
    }
  });
}
