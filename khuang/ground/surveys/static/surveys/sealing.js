// Closes envelopes that only the municipality opens; khuang/lib/envelopes.py says how they are made.

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const PURPOSE = new TextEncoder().encode("khuang envelope 1");

export const text = (words) => new TextEncoder().encode(words);

export function bytes(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

export function base64(buffer) {
  const all = new Uint8Array(buffer);
  let letters = "";
  // In pieces, since a photograph has more bytes than a function may have arguments.
  for (let at = 0; at < all.length; at += 32768) letters += String.fromCharCode(...all.subarray(at, at + 32768));
  return btoa(letters);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(new Uint8Array(part), at);
    at += part.byteLength;
  }
  return whole;
}

// plain, bound: bytes; publicKey: the municipality's, 65 bytes. Gives an ArrayBuffer.
export async function close(plain, publicKey, bound) {
  const theirs = await crypto.subtle.importKey("raw", publicKey, CURVE, false, []);
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const ours = await crypto.subtle.exportKey("raw", once.publicKey);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, once.privateKey, 256);
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: joined(ours, publicKey), info: PURPOSE },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, key, plain);
  return joined(ours, iv, sealed).buffer;
}

// The key that wraps others, from digits: PBKDF2, `iterations` times.
export async function under(digits, salt, iterations) {
  const material = await crypto.subtle.importKey("raw", text(digits), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}
