// The forms that this browser holds, each with its files and lists, sealed under the holder's digits.
//
//   await offered()              [{ form_id, title }]: from the server, else those that are here
//   await fetched(form_id, about)   the form: the newest, or without a network the one that is here
//   await bringAll()             take in every form that is offered; true when all now work without a network
//
// fetched raises a Refused with the server's sentence, or "" when there is neither network nor form.

import { keep, kept } from "./lock.js";

const PATIENCE = 8000;

export class Refused extends Error {}

async function asked(address) {
  let answer;
  try {
    answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), redirect: "error" });
  } catch {
    return null; // no network, or asked to sign in first
  }
  if (answer.status >= 500) return null;
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told.sentence ?? "");
  return told;
}

const place = (form_id, about) => `form ${form_id} ${about}`;

export async function offered() {
  const told = await asked("/survey/forms/");
  if (told) await keep("forms", told.forms);
  return told?.forms ?? (await kept("forms")) ?? [];
}

export async function fetched(form_id, about = "") {
  const query = about ? `?about=${about}` : "";
  const form = await asked(`/survey/forms/${encodeURIComponent(form_id)}/${query}`);
  if (form) await keep(place(form_id, about), form);
  const found = form ?? (await kept(place(form_id, about)));
  if (!found) throw new Refused("");
  return found;
}

export async function bringAll() {
  const forms = await offered();
  const here = await Promise.allSettled(forms.map(({ form_id }) => fetched(form_id)));
  return forms.length > 0 && here.every(({ status }) => status === "fulfilled");
}
