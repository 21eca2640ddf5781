"""Puts what somebody typed back into the form of a page. Plain Python: HTML in, HTML out."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

# What is chosen by pressing, sent by the page itself, or never shown again.
LEFT_ALONE = {"password", "file", "submit", "button", "image", "reset"}
TICKED = {"checkbox", "radio"}


def fill(page, fields, path):
    """Return `page` with `fields` in its form, or None when no form of the page sends to `path`.

    fields  (name, value) pairs in their order, names repeated for several values
    What the form has no place for travels along hidden, unless a button says it.
    """
    names = {name for name, _ in fields}
    forms = _Forms(path)
    forms.feed(page)
    fitting = [(len(names & one), number) for number, one in forms.found.items() if names & one]
    if not fitting:
        return None
    best = max(fitting, key=lambda fit: (fit[0], -fit[1]))[1]
    filler = _Filler(best, fields)
    filler.feed(page)
    filler.close()
    return "".join(filler.out)


class _Forms(HTMLParser):
    """Finds the forms that send to a path: number on the page -> names of their fields."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.number, self.found = path, -1, {}

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.number += 1
            here = urlsplit(said.get("action") or self.path).path == self.path
            if (said.get("method") or "").lower() == "post" and here:
                self.found[self.number] = set()
        elif self.number in self.found and said.get("name"):
            self.found[self.number].add(said["name"])


class _Filler(HTMLParser):
    """Writes the page out again, with the values of one form replaced."""

    def __init__(self, number, fields):
        super().__init__(convert_charrefs=False)
        self.wanted, self.number, self.inside = number, -1, False
        self.values = {}
        for name, value in fields:
            self.values.setdefault(name, []).append(value)
        self.left = {name: list(values) for name, values in self.values.items()}
        self.select, self.skipping, self.out = None, False, []

    def handle_starttag(self, tag, attrs):
        said, text = dict(attrs), self.get_starttag_text()
        if tag == "form":
            self.number += 1
            self.inside = self.number == self.wanted
        elif self.inside:
            text = self._changed(tag, said, text)
        self.out.append(text)
        if self.skipping:
            self.out.append(escape(self._next(said["name"]), quote=False))

    handle_startendtag = handle_starttag

    def _changed(self, tag, said, text):
        name = said.get("name")
        if tag == "option" and self.select in self.values:
            return _write(tag, said, selected=said.get("value") in self.values[self.select])
        if tag == "select":
            self.select = name
            self.left.pop(name, None)
        elif tag == "button":
            self.left.pop(name, None)
        elif tag == "textarea" and name in self.values:
            self.skipping = True
        elif tag == "input":
            return self._input(said, text)
        return text

    def _input(self, said, text):
        name, kind = said.get("name"), said.get("type", "text")
        if kind in LEFT_ALONE or name == "csrfmiddlewaretoken":
            return text
        if kind in TICKED:
            ticked = said.get("value", "on") in self.values.get(name, ())
            self.left.pop(name, None)
            return _write("input", said, checked=ticked)
        return _write("input", said | {"value": self._next(name)}) if name in self.values else text

    def _next(self, name):
        waiting = self.left.get(name)
        value = waiting.pop(0) if waiting else self.values[name][-1]
        if not waiting:
            self.left.pop(name, None)
        return value

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.skipping = False
        elif tag == "select":
            self.select = None
        elif tag == "form" and self.inside:
            self.out += [_hidden(name, value) for name, values in self.left.items() for value in values]
            self.inside = False
        self.out.append(f"</{tag}>")

    def handle_data(self, data):
        if not self.skipping:
            self.out.append(data)

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")

    def handle_comment(self, data):
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.out.append(f"<!{decl}>")


def _hidden(name, value):
    return _write("input", {"type": "hidden", "name": name, "value": value})


def _write(tag, said, **switches):
    for name, on in switches.items():
        said = {key: value for key, value in said.items() if key != name} | ({name: None} if on else {})
    words = [name if value is None else f'{name}="{escape(value)}"' for name, value in said.items()]
    return f"<{' '.join([tag, *words])}>"
