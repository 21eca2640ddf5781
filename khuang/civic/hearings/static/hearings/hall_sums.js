// Adds what is not sent yet to what the server has, and weighs it; khuang/civic/hearings/rules/balance.py does the same.

const SEXES = ["female", "male", "other"];
const none = () => Object.fromEntries(SEXES.map((sex) => [sex, 0]));

function rollOf(state, waiting) {
  const added = waiting.filter((row) => row.kind === "roll").map((row) => [row.sex, row.village, row.group, Number(row.step)]);
  return [...state.roll, ...added];
}

const came = (roll, place, name) => roll.reduce((sum, row) => (row[place] === name ? sum + row[3] : sum), 0) > 0;

function balance(roll, goal) {
  const present = none();
  for (const [sex, , , number] of roll) present[sex] += number;
  for (const sex of SEXES) present[sex] = Math.max(0, present[sex]);
  const total = SEXES.reduce((sum, sex) => sum + present[sex], 0);
  const lacks = (number, percent) => 100 * number < percent * total;
  const villages = goal.villages.filter(([code]) => !came(roll, 1, code)).map(([, name]) => name);
  const groups = goal.groups.filter((name) => !came(roll, 2, name));
  const wrong = {
    quorum: total < goal.quorum,
    women: lacks(present.female, goal.women - goal.leeway),
    men: lacks(present.male, 100 - goal.women - goal.leeway),
    villages: villages.length > 0,
    groups: groups.length > 0,
  };
  return { present, total, wrong, missing: [...villages, ...groups] };
}

function statementsOf(state, waiting) {
  const made = waiting.filter((row) => row.kind === "statement").map(({ id, words }) => ({ id, words, hands: {} }));
  const hands = Object.fromEntries(waiting.filter((row) => row.kind === "hands").map((row) => [row.about, row.hands]));
  return [...state.statements, ...made].map((one) => ({ ...one, hands: hands[one.id] ?? one.hands, unsent: one.id in hands }));
}

export function sums(state, entries) {
  const waiting = entries.filter((row) => row.state === "waiting");
  const turns = { ...none(), ...state.turns };
  for (const row of waiting) if (row.kind === "turn") turns[row.sex] += 1;
  return {
    ...balance(rollOf(state, waiting), state.goal),
    turns,
    statements: statementsOf(state, waiting),
    said: [...state.said, ...waiting.filter((row) => ["issue", "agreement", "dissent"].includes(row.kind))],
    waiting: state.waiting,
  };
}

// Which sexes raised more hands than people are here.
export const tooMany = (hands, present) =>
  Object.entries(hands).filter(([sex, three]) => three[0] + three[1] + three[2] > present[sex]).map(([sex]) => sex);
