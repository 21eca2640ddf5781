"""The keys to which browsers seal what they cannot send yet."""

from base64 import b64encode

from django.db import models

from khuang.ground.municipalities.fields import SealedBytes
from khuang.ground.municipalities.models import MunicipalModel


class EnvelopeKey(MunicipalModel):
    """A pair of keys: a browser seals answers with the public one, only the municipality opens them.

    The newest is given out; older ones still open what was sealed with them.
    Personal data: none; the private key opens personal data, so it is sealed.
    """

    public = models.BinaryField(max_length=65)
    private = SealedBytes()
    made_at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return str(self.pk)

    @property
    def public_text(self):
        """The public key as pages carry it."""
        return b64encode(self.public).decode()
