"""Lists of people that were brought as files: how each was read, how far it is, what became of its rows."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models.registry import OF_PERSON, Person
from khuang.ground.journal.models import LongWork
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

# What a row may become, and what else is counted.
OUTCOMES = ("new", "changed", "unchanged", "duplicate", "aside", "bad", "skipped", "photographs")


class ImportSource(MunicipalModel):
    """Where lists come from (a ministry, a hospital), and how its columns were understood last time.

    fields      header -> field, "" where the column was left out
    villages    folded word -> code of the village, as a person answered
    two_digits  header -> era of years with two digits: be, ce
    rule        fill: only what is empty is filled; take: the list's values hold
    Personal data: none.
    """

    scope_fields: ClassVar[dict[str, str]] = {}

    class Rule(models.TextChoices):
        FILL = "fill", _("fill in only what is empty")
        TAKE = "take", _("take what the list says")

    name = models.CharField(max_length=80)
    fields = models.JSONField(default=dict)
    villages = models.JSONField(default=dict)
    two_digits = models.JSONField(default=dict)
    rule = models.CharField(max_length=4, choices=Rule.choices, default=Rule.FILL)
    changed_at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="people_import_source_name",
                violation_error_message=_("There is a source of this name already."),
            )
        ]

    def __str__(self):
        return self.name


class Import(LongWork):
    """One file of people on its way into the registry.

    phase       reading (the file becomes rows), choosing (a person says what the columns are), taking
    kind        csv, xlsx or zip; file_name as it was brought; sha256 of its bytes
    encoding, delimiter   of a text file; table: which of the file's tables is read
    first_header, last_header   rows that name the columns, from 0; headers: their names
    tables      names of the tables in the file
    fields      column -> field; dates: column -> how it writes dates; villages: word -> code
    counts      outcome -> rows, and "fields": property -> how often it was changed
    cursor      pieces of rows that were taken in
    begun_at    time of all its changes, so that one taken up again ends as one that ran through
    removed_at  when its files were taken away; undone_at when its rows were taken back
    Personal data: the name of the file; the file and its rows lie sealed beside the database for 30
    days, and are removed at once when one of its people is erased.
    """

    scope_fields: ClassVar[dict[str, str]] = {}

    class Phase(models.TextChoices):
        READING = "reading", _("the file is read")
        CHOOSING = "choosing", _("the columns are chosen")
        TAKING = "taking", _("the rows are taken in")

    source = models.CharField(max_length=80)
    phase = models.CharField(max_length=8, choices=Phase.choices, default=Phase.READING)
    by_kind = models.CharField(max_length=40)
    by_id = models.UUIDField(null=True)
    brought_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=4)
    file_name = SealedText()
    sha256 = models.BinaryField()
    encoding = models.CharField(max_length=20, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    table = models.CharField(max_length=120, blank=True)
    tables = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    first_header = models.PositiveIntegerField(default=0)
    last_header = models.PositiveIntegerField(default=0)
    headers = models.JSONField(default=list)
    fields = models.JSONField(default=dict)
    dates = models.JSONField(default=dict)
    villages = models.JSONField(default=dict)
    rule = models.CharField(max_length=4, choices=ImportSource.Rule.choices, default=ImportSource.Rule.FILL)
    counts = models.JSONField(default=dict)
    cursor = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(LongWork.Meta):
        ordering = ["-brought_at", "-pk"]
        indexes = [models.Index(fields=["municipality", "-brought_at"], name="people_import_newest")]

    def __str__(self):
        return self.source

    @property
    def outcome(self):
        """How many rows became what, those with none as 0."""
        return {name: self.counts.get(name, 0) for name in OUTCOMES}


class ImportRow(MunicipalModel):
    """A row of which more is to be said than that it was taken in; its cells stay in the file.

    problems  code and column of each, for a bad row
    person    whom it speaks of; for a possible duplicate the new record
    Personal data: that a row speaks of a person; goes with the import's files or the person.
    """

    class Outcome(models.TextChoices):
        BAD = "bad", _("not taken in")
        DUPLICATE = "duplicate", _("possible duplicate")
        ASIDE = "aside", _("differs from the registry")

    scope_fields = OF_PERSON

    of = MunicipalForeignKey(Import, models.CASCADE, related_name="row_notes")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    problems = models.JSONField(default=list)
    person = MunicipalForeignKey(Person, models.CASCADE, null=True, related_name="+")

    class Meta(MunicipalModel.Meta):
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "of", "number"],
                name="people_import_row_once",
                violation_error_message=_("This row was noted already."),
            )
        ]

    def __str__(self):
        return f"{self.number} {self.outcome}"


class ImportPhotograph(MunicipalModel):
    """A photograph of a person that came with a list; its copy without the place lies sealed on disk.

    Personal data: which photograph shows whom. Forgotten with the person, its file too.
    """

    scope_fields = OF_PERSON

    of = MunicipalForeignKey(Import, models.CASCADE, related_name="photographs")
    person = MunicipalForeignKey(Person, models.CASCADE, related_name="photographs")
    at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["municipality", "person"], name="people_photograph_person")]

    def __str__(self):
        return str(self.pk)


class ImportUndo(LongWork):
    """One import that is taken back, row by row.

    counts  gone, given_back, kept (with why)
    Personal data: none.
    """

    scope_fields: ClassVar[dict[str, str]] = {}

    of = MunicipalForeignKey(Import, models.CASCADE, related_name="undoings")
    by_kind = models.CharField(max_length=40)
    by_id = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    last = models.UUIDField(null=True)

    class Meta(LongWork.Meta):
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return self.state

    @property
    def outcome(self):
        """How many people went, values were given back, and records were kept."""
        return {name: self.counts.get(name, 0) for name in ("gone", "given_back", "kept")}
