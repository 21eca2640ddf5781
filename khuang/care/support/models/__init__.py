"""What is kept about help and who pays for it."""

from khuang.care.support.models.appeals import Appeal, Offer
from khuang.care.support.models.benefits import CONFIDENTIAL, Answer, Award, AwardDecision, BenefitAnswers
from khuang.care.support.models.equipment import Condition, EquipmentItem, Loan
from khuang.care.support.models.funders import Funder
from khuang.care.support.models.packages import Package, PackageLine
from khuang.care.support.models.receipts import Movement, Paper, Pledge

__all__ = [
    "CONFIDENTIAL",
    "Answer",
    "Appeal",
    "Award",
    "AwardDecision",
    "BenefitAnswers",
    "Condition",
    "EquipmentItem",
    "Funder",
    "Loan",
    "Movement",
    "Offer",
    "Package",
    "PackageLine",
    "Paper",
    "Pledge",
]
