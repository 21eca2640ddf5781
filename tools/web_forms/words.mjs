// The words that @getodk/web-forms shows, as they stand in its code. Their Thai is in
// khuang/ground/surveys/static/surveys/words.js, which a test holds against this list.
export const words = [
  " Add ",
  " Okay ",
  "Cancel",
  "Cannot access location",
  "Captured image preview",
  "Change language",
  "Choose image",
  "Condition not satisfied: constraint",
  "Condition not satisfied: required",
  "Finding your location",
  "Get location",
  "Grant location permission in the browser settings and make sure location is turned on.",
  "Location unavailable. Enable GPS and browser permissions, then restart the form to try again.",
  "Remove",
  "Save location",
  "Send",
  "Take picture",
  "Try again",
];
