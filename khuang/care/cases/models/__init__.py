"""What is kept about needs and cases."""

from khuang.care.cases.models.alerts import Alert
from khuang.care.cases.models.cases import Case
from khuang.care.cases.models.needs import Need

__all__ = ["Alert", "Case", "Need"]
