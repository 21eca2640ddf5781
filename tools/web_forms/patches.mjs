// What we change in @getodk/web-forms while it is built. Each change must find its place, else the build fails.

// Its own letters are Latin only and weigh 0.9 MB; ours are on the page already.
const fonts = /@font-face\{[^}]*\}/g;
// Map pictures come from our own server: another would learn where a vulnerable person lives.
const tiles = /https:\/\/tile\.openstreetmap\.org\/\{z\}\/\{x\}\/\{y\}\.png/g;

const CHANGES = [
  // Tell the page when the form stands, so that drafts can be kept.
  [
    'EA.value = QA.instance?.mode === "edit";',
    'EA.value = QA.instance?.mode === "edit", globalThis.khuangFormState?.(QA);',
  ],
  // Go on with a draft under its own number; editInstance would give it another.
  [
    "oA = await AA.editInstance(rA, nA);",
    "oA = await (tA.editInstance.restored ? AA.restoreInstance(tA.editInstance.restored, nA) : AA.editInstance(rA, nA));",
  ],
  // Dates are asked for in fields of ours (date.js).
  ["createBlock(unref(script$i), {", "createBlock(globalThis.khuangDate, { question: tA.question,"],
  [
    'QA === 1 ? "1 question with error." : `${QA} questions with errors.`',
    'globalThis.khuangWord("{count} questions with errors.").replace("{count}", QA)',
  ],
];

export function patches(words) {
  const found = new Set();
  return {
    name: "khuang-web-forms",
    transform(code, id) {
      if (!id.includes("@getodk/web-forms/")) return null;
      let out = code.replace(fonts, "");
      out = out.replace(tiles, "/desk/places/tiles/{z}/{x}/{y}/");
      for (const [index, [was, now]] of CHANGES.entries()) {
        if (out.includes(was)) found.add(index);
        out = out.replace(was, now);
      }
      // Its own words are English only; each is looked up on the page when it is shown.
      for (const word of words) {
        const quoted = JSON.stringify(word);
        const parts = out.split(quoted);
        if (parts.length > 1) found.add(word);
        out = parts.join(`globalThis.khuangWord(${quoted})`);
      }
      return { code: out, map: null };
    },
    buildEnd() {
      const missing = [...CHANGES.keys(), ...words].filter((one) => !found.has(one));
      if (missing.length > 0) throw new Error(`@getodk/web-forms has changed; not found: ${missing.join("; ")}`);
    },
  };
}
