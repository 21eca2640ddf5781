// The ODK form engine with its questions on the page, for khuang/ground/surveys/static/surveys/survey.js.
// Built by tools/build_assets.mjs; what of it is changed on the way stands in patches.mjs.

import { OdkWebForm, webFormsPlugin } from "@getodk/web-forms";
import { createApp, h } from "vue";
import { DateFields } from "./date.js";
import { named } from "./named.js";

globalThis.khuangDate = DateFields;

// Mount a form into `element`.
//   formXml       the XForm
//   attachment    (url) => Response of a file of the form
//   draft         FormData of a draft to go on with, or null
//   language      code of the language that the form speaks at first, where it knows it
//   changed       called with what can write the answers down, as soon as the form stands
//   submitted     called with the FormData of a form that is complete; a promise
// Give what takes it off the page again.
export function mount(element, { formXml, attachment, draft, language, changed, submitted }) {
  globalThis.khuangFormState = (state) => {
    if (state.status === "FORM_STATE_SUCCESS") {
      speak(state.root, language);
      changed(() => written(state.root));
    } else if (state.status === "FORM_STATE_FAILURE") changed(null);
  };
  const app = createApp({
    render: () =>
      h(OdkWebForm, {
        formXml,
        fetchFormAttachment: attachment,
        missingResourceBehavior: "BLANK",
        editInstance: draft && { attachmentFileNames: [], restored: { data: [draft] } },
        onSubmit: (payload) => submitted(payload.data[0]),
      }),
  });
  app.use(webFormsPlugin);
  const end = named(element);
  app.mount(element);
  return () => {
    end();
    app.unmount();
  };
}

// XLSForm names a language "English (en)".
function speak(root, code) {
  const wanted = root.languages.find((one) => one.language?.endsWith(`(${code})`));
  if (wanted && !wanted.isDefault) root.setLanguage(wanted);
}

async function written(root) {
  const payload = await root.prepareInstancePayload({ payloadType: "monolithic" });
  return payload.data[0];
}
