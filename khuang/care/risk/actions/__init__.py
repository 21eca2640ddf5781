"""Everything that changes what is known of a risk, or the class that follows from it."""

from khuang.care.risk.actions.overrides import end_override, override_class
from khuang.care.risk.actions.policies import adopt, adopt_shipped, reclassify_expired, rejudge
from khuang.care.risk.actions.submissions import Sitting, assess_observation, assess_submission

__all__ = [
    "Sitting",
    "adopt",
    "adopt_shipped",
    "assess_observation",
    "assess_submission",
    "end_override",
    "override_class",
    "reclassify_expired",
    "rejudge",
]
