"""Words for sexes, ages and what is out of balance."""

from django.utils.translation import gettext_lazy as _

SEX_WORDS = {"female": _("women"), "male": _("men"), "other": _("others")}
BAND_WORDS = {
    "0-14": _("under 15"), "15-24": "15–24", "25-44": "25–44", "45-59": "45–59", "60-79": "60–79",
    "80+": _("80 and older"), "": _("not said"),
}  # fmt: skip
WRONG = {
    "quorum": _("Fewer people are here than are needed."),
    "women": _("Too few women are here."),
    "men": _("Too few men are here."),
    "villages": _("Nobody is here from an invited village."),
    "groups": _("Nobody is here from an invited group."),
}
