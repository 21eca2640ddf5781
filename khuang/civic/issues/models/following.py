"""Who wants to hear what becomes of an issue, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.issues.models.issues import Issue
from khuang.ground.messaging.models import Contact
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class Follower(MunicipalModel):
    """Somebody who follows an issue, known by a code alone: whoever raised it, or a reader.

    code_hash   keyed hash of the code that was handed over once
    raised      whether the code is that of whoever raised the issue
    contact     where they are written to; none while they only look it up by the code
    Personal data: that an address on a channel follows an issue.
    """

    issue = MunicipalForeignKey(Issue, models.CASCADE, related_name="followers")
    code_hash = models.BinaryField(max_length=16)
    raised = models.BooleanField(default=False)
    contact = MunicipalForeignKey(Contact, models.SET_NULL, null=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code_hash"],
                name="issues_follower_code",
                violation_error_message=_("This code was handed over already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "issue", "contact"],
                condition=models.Q(contact__isnull=False, until=None),
                name="issues_follower_once",
                violation_error_message=_("This address follows the issue already."),
            ),
        ]

    def __str__(self):
        return str(self.issue_id)


class News(MunicipalModel):
    """One thing that became of an issue, as its followers were told. Personal data: none.

    code         code of data/news.toml, which has the sentence in both languages
    node         what it is about
    title        public name of that node, as it was then
    words        further public words, such as the reason of a reply
    """

    append_only = True

    issue = MunicipalForeignKey(Issue, models.PROTECT, related_name="news")
    code = models.CharField(max_length=40)
    node_kind = models.CharField(max_length=12)
    node_id = models.UUIDField()
    title = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=600, blank=True)
    on = models.DateField()

    class Meta(MunicipalModel.Meta):
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["municipality", "issue"], name="issues_news_issue")]

    def __str__(self):
        return self.code
