"""What a person is found by: many small numbers, looked up by an index that row-level security lets use."""

from django.db import models

from khuang.care.people.models.registry import OF_PERSON, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class PersonKey(MunicipalModel):
    """One key by which one person is found; `rules.keys` makes all of a person's.

    Derived from the person and the home, so it is never exported: `actions.keys`
    writes it anew. The key is a whole number since comparing numbers is leakproof;
    PostgreSQL uses no other index under row-level security. Without an id of its
    own: there are ten for each person, and the primary key is the index.
    Forgotten with the person by `actions.keys.forget`.
    Personal data: how a name sounds; keyed hashes of house number, phone and ID number.
    """

    scope_fields = OF_PERSON

    pk = models.CompositePrimaryKey("municipality", "key", "person")
    id = None
    key = models.BigIntegerField()
    person = MunicipalForeignKey(Person, models.CASCADE, related_name="keys", db_index=False)

    class Meta(MunicipalModel.Meta):
        ordering = ["key", "person"]
        # Without the municipality: the planner then never takes it for the look-up, whatever it has counted.
        indexes = [models.Index(fields=["person"], name="people_personkey_of_person")]

    def __str__(self):
        return str(self.key)
