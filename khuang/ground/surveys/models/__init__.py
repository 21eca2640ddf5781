"""Forms in versions, the devices that fetch them, and the submissions that come back."""

from khuang.ground.surveys.models.devices import Device
from khuang.ground.surveys.models.envelopes import EnvelopeKey
from khuang.ground.surveys.models.forgotten import Forgotten
from khuang.ground.surveys.models.forms import Form, FormMedia, FormVersion
from khuang.ground.surveys.models.submissions import Attention, Submission, SubmissionMedia

__all__ = [
    "Attention",
    "Device",
    "EnvelopeKey",
    "Forgotten",
    "Form",
    "FormMedia",
    "FormVersion",
    "Submission",
    "SubmissionMedia",
]
