"""Count a downloaded sheet or a Pabulib file again, without any database.

python -m khuang.civic.ballots.rules.recount FILE
"""

import sys
from pathlib import Path

from khuang.civic.ballots.rules import pabulib
from khuang.civic.ballots.rules.outcomes import SHOWN, count
from khuang.civic.ballots.rules.problems import NotAPabulibFile
from khuang.civic.ballots.rules.sheet import NotASheet, Sheet, explained, read


def recount(text: str) -> list[str]:
    """Give the lines of a recount. Raises NotASheet."""
    sheet = read(text) if text.lstrip().startswith("{") else _of_pabulib(text)
    found = count(sheet.votes(), sheet.budget, sheet.tie_rule)
    lines = [sheet.title, f"SHA-256 {sheet.hash()}", f"{len(sheet.ballots)} ballots"]
    for name in dict.fromkeys((sheet.rule, *SHOWN[sheet.kind])):
        if name in found:
            lines += ["", *explained(sheet, found[name])]
    return lines


def _of_pabulib(text: str) -> Sheet:
    try:
        file = pabulib.read(text)
    except NotAPabulibFile as error:
        raise NotASheet from error
    options = tuple((number, one.title, one.cost) for number, one in enumerate(file.projects, start=1))
    title, rule = file.meta.get("description", ""), file.meta.get("rule", "")
    ballots = tuple(vote.choices for vote in file.votes)
    return Sheet(title, file.kind, file.limit, file.budget, rule, "number", options, ballots)


def main(arguments: list[str]) -> int:
    """Run the command; 2 when the file cannot be counted."""
    try:
        (name,) = arguments
        lines = recount(Path(name).read_text(encoding="utf-8"))
    except (ValueError, OSError):
        sys.stderr.write("Give one file: a count sheet (.json) that was not changed, or a .pb file.\n")
        return 2
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
