// A slip's QR code carries its code behind the #, where no server sees it; this puts it into the form.
const code = decodeURIComponent(location.hash.slice(1));
const box = document.querySelector("[name=code]");
if (code && box && !box.value) {
  box.value = code;
  history.replaceState(null, "", location.pathname);
}
