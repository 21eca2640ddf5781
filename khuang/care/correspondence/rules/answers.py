"""Ready answers for the desk; plain Python."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "answers.toml"


@dataclass(frozen=True)
class Ready:
    """An answer in two languages, with what it is called in the list."""

    code: str
    title_th: str
    title_en: str
    th: str
    en: str

    def title(self, language: str) -> str:
        """Name it in a language."""
        return self.title_th if language == "th" else self.title_en

    def words(self, language: str) -> str:
        """Give its words in a language."""
        return self.th if language == "th" else self.en


@cache
def ready_answers() -> dict[str, Ready]:
    """Read the file that is shipped."""
    with FILE.open("rb") as file:
        return {one["code"]: Ready(**one) for one in tomllib.load(file)["answers"]}
