"""What may not go through a channel that carries no personal content."""

from khuang.ground.messaging.rules.parties import Party


def may_not_go(text: str, party: Party | None) -> list[str]:
    """Give the codes of what stands in a text and may not go; empty when it may."""
    return []
