"""What a person may type about needs, cases and alerts."""

from khuang.care.cases.forms.cases import (
    AssessForm,
    CloseForm,
    DecideForm,
    FollowUpForm,
    LeadForm,
    OpenForm,
    ReopenForm,
    WordsForm,
)
from khuang.care.cases.forms.lists import CasesFilter, SaveFilterForm
from khuang.care.cases.forms.needs import AlertForm, KindForm, NeedForm, NeedMoveForm, SettleForm
from khuang.care.cases.forms.plans import EndServiceForm, EndStepForm, ServiceForm, StepForm, VisitsForm

__all__ = [
    "AlertForm",
    "AssessForm",
    "CasesFilter",
    "CloseForm",
    "DecideForm",
    "EndServiceForm",
    "EndStepForm",
    "FollowUpForm",
    "KindForm",
    "LeadForm",
    "NeedForm",
    "NeedMoveForm",
    "OpenForm",
    "ReopenForm",
    "SaveFilterForm",
    "ServiceForm",
    "SettleForm",
    "StepForm",
    "VisitsForm",
    "WordsForm",
]
