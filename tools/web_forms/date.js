// A date in three fields, in the Buddhist era where the page is Thai. The engine's own calendar
// begins in this month: somebody born in 1950 would be 900 taps away.

import { h, ref, watch } from "vue";

const ERA = 543;
const word = (text) => globalThis.khuangWord(text);
const isThai = () => document.documentElement.lang === "th";

const months = () =>
  Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { month: "long" }).format(new Date(2026, month, 15)),
  );

// Years above 2400 are of the Buddhist era, whatever the language.
function read({ day, month, year }) {
  const told = Number(year);
  const gregorian = told > 2400 ? told - ERA : told;
  const date = new Date(gregorian, Number(month) - 1, Number(day));
  const isReal = gregorian > 1800 && date.getDate() === Number(day) && date.getMonth() === Number(month) - 1;
  return isReal && /^\d{4}$/.test(year) ? date : null;
}

function told(date) {
  if (!date) return { day: "", month: "", year: "" };
  const year = date.getFullYear() + (isThai() ? ERA : 0);
  return { day: String(date.getDate()), month: String(date.getMonth() + 1), year: String(year) };
}

// Thai digits are as good as others.
const plain = (text) => text.trim().replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50);

export const DateFields = {
  inheritAttrs: false,
  props: { modelValue: Date, disabled: Boolean, question: Object },
  emits: ["update:modelValue"],
  setup(props, { emit }) {
    const typed = ref(told(props.modelValue));
    watch(() => props.modelValue?.getTime(), () => {
      // While somebody types there is no date yet, and what they typed stays.
      if (props.modelValue && read(typed.value)?.getTime() !== props.modelValue.getTime()) typed.value = told(props.modelValue);
    });
    const change = (name) => (event) => {
      typed.value = { ...typed.value, [name]: plain(event.target.value) };
      emit("update:modelValue", read(typed.value));
    };
    const field = (name, label, control) => h("label", { class: "kh-date-field" }, [h("span", label), control(name)]);
    const digits = (size) => (name) =>
      h("input", {
        inputmode: "numeric", maxlength: size, value: typed.value[name], disabled: props.disabled,
        class: `p-inputtext kh-date-${name}`, onInput: change(name),
      });
    const choice = (name) =>
      h("select", { class: "p-inputtext", disabled: props.disabled, onChange: change(name), value: typed.value[name] }, [
        h("option", { value: "" }, ""),
        ...months().map((text, index) => h("option", { value: String(index + 1) }, text)),
      ]);
    const isWrong = () => Object.values(typed.value).every(Boolean) && !read(typed.value);
    return () =>
      h("div", { class: "kh-date", role: "group", "aria-label": props.question?.currentState?.label?.asString }, [
        field("day", word("Day"), digits(2)),
        field("month", word("Month"), choice),
        field("year", word(isThai() ? "Year, Buddhist era" : "Year"), digits(4)),
        isWrong() && h("p", { class: "kh-date-wrong", role: "alert" }, word("There is no such day.")),
      ]);
  },
};
