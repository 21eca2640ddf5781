// Surveys begun in this browser, sealed under the holder's digits (lock.js), each under its instanceID.
//
//   await keepDraft(form, data)   form: { form_id, title, about }; data: FormData of the engine
//   await drafts()                [{ instance, form_id, title, about, at }], the newest first
//   await draft(instance)         the FormData to go on with, or null
//   await letGoOf(instance)
//   await unpacked(data)          { instance, xml, files: [{ name, blob }] } of what the engine gives

import { keep, keepBlob, kept, keptBlob, keptNames, letGo } from "./lock.js";

const XML = "xml_submission_file";
const PREFIX = "draft ";
const FILE = "file of draft ";
// Photographs do not change while the answers do; each is written once.
const written = new Set();

export async function unpacked(data) {
  const xml = await data.get(XML).text();
  const instance = new DOMParser().parseFromString(xml, "text/xml").getElementsByTagName("instanceID")[0].textContent;
  const files = [...data.entries()].filter(([name]) => name !== XML).map(([name, blob]) => ({ name, blob }));
  return { instance, xml, files };
}

export async function keepDraft(form, data) {
  const { instance, xml, files } = await unpacked(data);
  for (const { name, blob } of files) {
    const place = `${FILE}${instance} ${name}`;
    if (written.has(`${place} ${blob.size}`)) continue;
    await keepBlob(place, blob);
    written.add(`${place} ${blob.size}`);
  }
  const named = files.map(({ name, blob }) => ({ name, type: blob.type }));
  await keep(PREFIX + instance, { ...form, instance, xml, files: named, at: Date.now() });
}

export async function drafts() {
  const names = (await keptNames()).filter((name) => name.startsWith(PREFIX));
  const rows = await Promise.all(names.map(kept));
  return rows.filter(Boolean).sort((a, b) => b.at - a.at);
}

export async function draft(instance) {
  const row = await kept(PREFIX + instance);
  if (!row) return null;
  const data = new FormData();
  data.append(XML, new File([row.xml], XML, { type: "text/xml" }));
  for (const { name, type } of row.files) {
    const blob = await keptBlob(`${FILE}${instance} ${name}`, type);
    if (blob) data.append(name, new File([blob], name, { type }));
  }
  return data;
}

export async function letGoOf(instance) {
  const row = await kept(PREFIX + instance);
  for (const { name } of row?.files ?? []) await letGo(`${FILE}${instance} ${name}`);
  await letGo(PREFIX + instance);
}
