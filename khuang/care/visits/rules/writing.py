"""Write a visit as the submission of the form `visit` that a phone would send.

static/visits/visit_xml.js writes the same in a browser.
"""

from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from khuang.care.visits.rules.findings import DIED, FORM, MET, MOVED

# In the order of the form.
FIELDS = (
    "person",
    "planned",
    "visitor",
    "day",
    "clock",
    "result",
    "left_on",
    "died_on",
    "condition",
    "done",
    "mood",
    "photo",
    "worried",
    "next",
    "note",
    "voice",
)
# Only then was the person seen, and the registry learns of it.
SEEN = (MET, MOVED, DIED)


def written(
    answers: Mapping[str, str], *, instance: str, version: str, began: datetime, ended: datetime
) -> str:
    """Write the submission.

    answers   by the names of FIELDS; what is empty is not told
    instance  instanceID, "uuid:..."
    version   of the form
    began, ended  by the clock of whoever fills it in
    """
    told = "".join(f"<{name}>{escape(answers[name])}</{name}>" for name in FIELDS if answers.get(name))
    return (
        f"<data id={quoteattr(FORM)} version={quoteattr(version)}"
        ' xmlns:orx="http://openrosa.org/xforms" xmlns:entities="http://www.opendatakit.org/xforms/entities">'
        f"<start>{began.isoformat()}</start><end>{ended.isoformat()}</end>{told}"
        f"<meta>{_entity(answers)}<orx:instanceID>{escape(instance)}</orx:instanceID></meta></data>"
    )


def _entity(answers: Mapping[str, str]) -> str:
    if answers.get("result") not in SEEN:
        return ""
    return f'<entities:entity dataset="person" update="1" id={quoteattr(answers["person"])}/>'
