"""Everything that changes what is known of a risk, or the class that follows from it."""

from khuang.care.risk.actions.drafts import (
    Outcome,
    approve,
    begin_approved,
    change_draft,
    copy_policy,
    delete_draft,
    propose,
    refuse,
    withdraw,
)
from khuang.care.risk.actions.forgetting import forget_erased
from khuang.care.risk.actions.gathering import begin_gathering, forget, gather
from khuang.care.risk.actions.merging import judge_merged
from khuang.care.risk.actions.overrides import end_override, override_class
from khuang.care.risk.actions.phone_forms import carry_to_phones, settle_notice
from khuang.care.risk.actions.policies import adopt, adopt_shipped, reclassify_expired, rejudge
from khuang.care.risk.actions.submissions import Sitting, assess_observation, assess_submission
from khuang.care.risk.actions.trials import sweep_trials, try_out

__all__ = [
    "Outcome",
    "Sitting",
    "adopt",
    "adopt_shipped",
    "approve",
    "assess_observation",
    "assess_submission",
    "begin_approved",
    "begin_gathering",
    "carry_to_phones",
    "change_draft",
    "copy_policy",
    "delete_draft",
    "end_override",
    "forget",
    "forget_erased",
    "gather",
    "judge_merged",
    "override_class",
    "propose",
    "reclassify_expired",
    "refuse",
    "rejudge",
    "settle_notice",
    "sweep_trials",
    "try_out",
    "withdraw",
]
