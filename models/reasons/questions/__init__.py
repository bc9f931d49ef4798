"""The one fact that would settle a verdict, whatever it is about."""

from models.reasons.questions.drugs import DrugQuestion
from models.reasons.questions.results import ResultQuestion
from models.reasons.questions.times import TimeQuestion

__all__ = ["Question"]

Question = DrugQuestion | TimeQuestion | ResultQuestion
