"""Say whether an expression of a form can be read by phones: brackets, quotes, operators, functions.

The grammar is XPath 1.0 without its rare parts, with the functions of ODK.
Source: https://getodk.github.io/xforms-spec/#xpath-functions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAMES_OF_FUNCTIONS = """
if coalesce once position count count-non-empty sum min max indexed-repeat instance current
selected selected-at count-selected pulldata jr:choice-name jr:itext checklist weighted-checklist
true false boolean boolean-from-string not
string concat join substr substring substring-before substring-after string-length starts-with
ends-with contains regex translate normalize-space digest base64-encode base64-decode uuid
number int round floor ceiling abs pow exp exp10 log log10 sqrt pi
sin cos tan asin acos atan atan2 random randomize
today now date date-time time decimal-date decimal-date-time decimal-time
format-date format-date-time area distance geofence intersects enclosed-area
last name local-name namespace-uri id text node extract-signed version property depend
"""
FUNCTIONS = frozenset(_NAMES_OF_FUNCTIONS.split())
# How many things a function takes between its brackets, (fewest, most), where both are fixed.
_TAKES = {
    (0, 0): "true false today now pi random current",
    (1, 1): "boolean boolean-from-string not int string number abs exp exp10 log log10 sqrt sin cos tan "
    "asin acos atan floor ceiling count count-non-empty sum count-selected base64-encode base64-decode "
    "date date-time decimal-date decimal-date-time decimal-time jr:itext instance",
    (1, 2): "round randomize",
    (2, 2): "selected selected-at starts-with ends-with contains regex substring-before substring-after pow "
    "atan2 coalesce format-date format-date-time jr:choice-name",
    (2, 3): "substr substring digest",
    (3, 3): "if translate",
    (4, 4): "pulldata",
}
_COUNTS = {name: count for count, names in _TAKES.items() for name in names.split()}
REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^{}]*?)\s*\}")

_NAME = r"[A-Za-z_ก-๛][\w.\-ก-๛]*(?::[A-Za-z_][\w.\-]*)?"
_TOKEN = re.compile(
    rf"""
    (?P<value>"[^"]*"|'[^']*'|\$\{{[^{{}}]*\}}|\d+(?:\.\d*)?|\.\d+|\.\.?)
    |(?P<word>(?:and|or|div|mod)(?![\w.\-:]))
    |(?P<call>{_NAME}(?=\s*\())
    |(?P<name>{_NAME})
    |(?P<sign>!=|<=|>=|//|::|[-+*/|=<>,@])
    |(?P<open>[(\[])
    |(?P<close>[)\]])
    |(?P<other>\S)
    """,
    re.VERBOSE,
)
_PAIRS = {")": ("(", "call"), "]": ("[",)}
_PATH = {"/", "//", "@", "::"}
_STRAY = {'"': "formula-quote", "'": "formula-quote", "$": "formula-bracket", "{": "formula-bracket"}


@dataclass(frozen=True)
class Fault:
    """What keeps an expression from being read; `code` names the sentence."""

    code: str
    found: str  # the part of the expression that it concerns


@dataclass
class _Reader:
    """Walks over an expression; `complete` while a value stands to the left."""

    complete: bool = False
    opened: list[str] = field(default_factory=list)
    before: str = ""
    called: str = ""
    calls: list[str] = field(default_factory=list)  # The functions whose brackets are open,
    commas: list[int] = field(default_factory=list)  # and the commas read in each.

    def step(self, kind: str, word: str) -> str:
        """Take the next token; give the code of a fault, or ""."""
        code = str(getattr(self, f"_{kind}")(word))
        self.before = word if kind != "call" else "call"
        return code

    def end(self) -> str:
        """Give the code of what is still missing at the end, or ""."""
        if self.opened:
            return "formula-bracket"
        return "" if self.complete else "formula-gap"

    def _value(self, _word: str) -> str:
        code = "formula-operator" if self.complete else ""
        self.complete = True
        return code

    _name = _value

    def _call(self, word: str) -> str:
        self.called = word
        return "formula-operator" if self.complete else ""

    def _word(self, _word: str) -> str:
        code = "" if self.complete else "formula-gap"
        self.complete = False
        return code

    def _sign(self, word: str) -> str:
        if word == "*" and self.before in _PATH:
            return self._value(word)
        begins = word in {"-", "@"} or (word in _PATH and self.before not in _PATH)
        if word == "," and "call" not in self.opened[-1:]:
            return "formula-sign"
        if word == ",":
            self.commas[-1] += 1
        return self._word(word) if not begins else self._begin()

    def _begin(self) -> str:
        self.complete = False
        return ""

    def _open(self, word: str) -> str:
        if self.complete != (word == "["):
            return "formula-operator" if self.complete else "formula-gap"
        if self.before == "call":
            self.calls.append(self.called)
            self.commas.append(0)
        self.opened.append("call" if self.before == "call" else word)
        return self._begin()

    def _close(self, word: str) -> str:
        opener = self.opened.pop() if self.opened else ""
        if opener not in _PAIRS[word]:
            return "formula-bracket"
        empty_call = opener == "call" and self.before == "("
        code = "" if self.complete or empty_call else "formula-gap"
        self.complete = True
        return self._counted(is_empty=empty_call) if opener == "call" and not code else code

    def _counted(self, *, is_empty: bool) -> str:
        self.called, given = self.calls.pop(), self.commas.pop() + (not is_empty)
        fewest, most = _COUNTS.get(self.called, (given, given))
        return "" if fewest <= given <= most else "formula-arguments"

    def _other(self, word: str) -> str:
        return _STRAY.get(word, "formula-sign")


def faults(expression: str) -> Iterator[Fault]:
    """Give the first thing that breaks an expression, and each function that phones do not know."""
    reader = _Reader()
    for token in _TOKEN.finditer(expression):
        kind, word = str(token.lastgroup), token[0]
        if kind == "call" and word not in FUNCTIONS:
            yield Fault("formula-function", word)
        code = reader.step(kind, word)
        if code:
            yield Fault(code, reader.called if code == "formula-arguments" else word)
            return
    code = reader.end()
    if code:
        yield Fault(code, expression[-20:])


def names(expression: str) -> list[str]:
    """Give the questions that an expression refers to by ${name}."""
    return REFERENCE.findall(expression)
