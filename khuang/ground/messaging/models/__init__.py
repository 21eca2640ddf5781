"""Channels, who is at their other end, what came in and what goes out."""

from khuang.ground.messaging.models.channels import ChannelAccount
from khuang.ground.messaging.models.contacts import Contact, Route
from khuang.ground.messaging.models.inbound import InboundEvent
from khuang.ground.messaging.models.messages import Message

__all__ = ["ChannelAccount", "Contact", "InboundEvent", "Message", "Route"]
