"""What an inspector looks at, the same for every project, so that reports can be compared."""

from django.utils.translation import gettext_lazy as _

# Code -> question; each is answered yes, no, or not at all.
CHECKS = {
    "there": _("Is what was promised there?"),
    "works": _("Can it be used?"),
    "safe": _("Is it safe, for children and old people too?"),
    "reachable": _("Can somebody in a wheelchair get to it?"),
    "tidy": _("Is the place clean again?"),
}
