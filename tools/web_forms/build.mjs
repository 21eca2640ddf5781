// Build the form engine for browsers: name of the file -> its text.

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { patches } from "./patches.mjs";
import { words } from "./words.mjs";

// Its own names carry a sum that changes with every release.
const chunk = ({ name }) => (name.startsWith("MapBlock") ? "web_forms_map.js" : "web_forms_engine.js");

export async function webForms() {
  const [{ output }] = await build({
    root: dirname(fileURLToPath(import.meta.url)),
    configFile: false,
    logLevel: "error",
    publicDir: false,
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [patches(words)],
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      lib: { entry: "entry.js", formats: ["es"], fileName: () => "web_forms.js" },
      rolldownOptions: { output: { chunkFileNames: chunk } },
    },
  });
  return Object.fromEntries(output.map((file) => [file.fileName, Buffer.from(file.code)]));
}
