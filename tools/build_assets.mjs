// Builds what browsers load: our style sheet, the fonts, htmx and Leaflet, and the engine of survey forms.
//
//   node tools/build_assets.mjs           writes khuang/ui/static/ui/built/ and the surveys' built/
//   node tools/build_assets.mjs --check   fails when a rebuild gives other bytes
//
// The result is committed, so that running Khuang needs no Node. Sources are
// pinned in package-lock.json; install them with `npm ci --ignore-scripts`.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import * as sass from "sass";
import { webForms } from "./web_forms/build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const packages = join(root, "node_modules");
const font = join(packages, "@fontsource/noto-sans-thai-looped");

function styles() {
  const source = join(root, "khuang/ui/styles/khuang.scss");
  const options = { style: "compressed", loadPaths: [packages], quietDeps: true };
  return Buffer.from(sass.compile(source, options).css + "\n");
}

// The licences travel with the copies, as each of them asks; the package of
// govuk-frontend leaves its own out.
function licences() {
  const named = {
    "govuk-frontend": join(root, "khuang/ui/styles/govuk-frontend-licence.txt"),
    "htmx": join(packages, "htmx.org/LICENSE"),
    "Leaflet": join(packages, "leaflet/LICENSE"),
    "ODK Web Forms": join(root, "tools/web_forms/licence.txt"),
    "Vue": join(packages, "vue/LICENSE"),
    "Noto Sans Thai Looped": join(font, "LICENSE"),
  };
  const texts = Object.entries(named).map(([name, path]) => `== ${name}\n\n${readFileSync(path, "utf8")}`);
  return Buffer.from(texts.join("\n"));
}

function files() {
  const copies = { "htmx.js": "htmx.org/dist/htmx.min.js", "leaflet.js": "leaflet/dist/leaflet.js" };
  const all = { "khuang.css": styles(), "licences.txt": licences() };
  for (const [name, path] of Object.entries(copies)) {
    // The source map is not shipped, so nothing may ask for it.
    const text = readFileSync(join(packages, path), "utf8").replace(/\n?\/\/# sourceMappingURL=.*\n?$/, "\n");
    all[name] = Buffer.from(text);
  }
  for (const script of ["thai", "latin"]) {
    for (const weight of [400, 700]) {
      const name = `noto-sans-thai-looped-${script}-${weight}-normal.woff2`;
      all[`looped-${script}-${weight}.woff2`] = readFileSync(join(font, "files", name));
    }
  }
  return all;
}

// The web server hands these out in place of the plain ones.
const packed = (name) => /\.(css|js)$/.test(name);

function differences(folder, wanted) {
  const found = existsSync(folder) ? readdirSync(folder) : [];
  const read = (name) => (found.includes(name) ? readFileSync(join(folder, name)) : null);
  const known = Object.keys(wanted).flatMap((name) => (packed(name) ? [name, `${name}.gz`] : [name]));
  const extra = found.filter((name) => !known.includes(name));
  const changed = Object.keys(wanted).filter((name) => !read(name)?.equals(wanted[name]));
  // Another zlib packs otherwise; what comes out is what counts.
  const unlike = Object.keys(wanted).filter(packed).filter((name) => {
    const zipped = read(`${name}.gz`);
    return !zipped || !gunzipSync(zipped).equals(wanted[name]);
  });
  return [...extra, ...changed, ...unlike.map((name) => `${name}.gz`)];
}

function write(folder, wanted) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(wanted)) {
    writeFileSync(join(folder, name), bytes);
    if (packed(name)) writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

const built = [
  [join(root, "khuang/ui/static/ui/built"), files()],
  [join(root, "khuang/ground/surveys/static/surveys/built"), await webForms()],
];
const count = built.reduce((sum, [, wanted]) => sum + Object.keys(wanted).length, 0);
if (process.argv.includes("--check")) {
  const differing = built.flatMap(([folder, wanted]) => differences(folder, wanted));
  if (differing.length > 0) {
    console.error(`These built files differ from a rebuild; run make assets: ${differing.join(", ")}`);
    process.exit(1);
  }
  console.log(`${count} built files are identical to a rebuild.`);
} else {
  for (const [folder, wanted] of built) write(folder, wanted);
  console.log(`${count} built files.`);
}
