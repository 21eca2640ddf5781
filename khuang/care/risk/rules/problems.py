"""What can go wrong with a policy, an instrument or a fact; each says what to mend."""


class RiskMistake(Exception):
    """A document or a value that the rules cannot work with."""


class ConditionMistake(RiskMistake):
    """A condition that is not written as the rules read it."""


class FactMistake(RiskMistake):
    """A fact that is not in the catalogue, or a value that it cannot have."""


class InstrumentMistake(RiskMistake):
    """An instrument whose file contradicts itself."""


class PolicyMistake(RiskMistake):
    """A risk policy whose document contradicts itself or the catalogue."""
