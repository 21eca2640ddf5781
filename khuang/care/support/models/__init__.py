"""What is kept about help and who pays for it."""

from khuang.care.support.models.benefits import CONFIDENTIAL, Answer, Award, AwardDecision, BenefitAnswers
from khuang.care.support.models.equipment import Condition, EquipmentItem, Loan

__all__ = [
    "CONFIDENTIAL",
    "Answer",
    "Award",
    "AwardDecision",
    "BenefitAnswers",
    "Condition",
    "EquipmentItem",
    "Loan",
]
