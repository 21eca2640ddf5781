"""What in public words tells who is meant or where they live."""

from khuang.ground.messaging import names
from khuang.lib.telling_words import NAME, Finding, certain, doubtful, plain


def doubts(words: str, *, registered: bool = False) -> list[Finding]:
    """Say what in some words tells who somebody is, certain ones first.

    registered  also look for names of the registry: only for staff who check, since a page that says so
                to anyone would tell who is in it; full names are certain, a kin word with a given name or
                nickname is doubtful
    """
    text = plain(words)
    found = certain(text) + doubtful(text)
    if registered:
        found += [Finding(NAME, one.words, certain=one.is_full) for one in names.named_in(text)]
    said: list[Finding] = []
    for one in sorted(dict.fromkeys(found), key=lambda one: (not one.certain, -len(one.words))):
        # The registry finds คำ and คำแก้ว within ป้าคำแก้ว: one line is enough.
        if one.certain or not any(one.words in longer.words for longer in said):
            said.append(one)
    return said
