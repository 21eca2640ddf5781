"""Whoever is erased leaves sums and numbers of documents, and no word, picture or signature."""

import pytest

from conftest import NOW
from khuang.care.people.actions.erasure import approve_erasure, propose_erasure
from khuang.care.people.models import Erasure
from khuang.care.support import actions, figures
from khuang.care.support.actions import Slip
from khuang.care.support.models import Appeal, Movement, Package, PackageLine, Paper, Pledge
from khuang.care.support.reads import packages as reads
from khuang.care.support.tests.packages_cast import LATER, TODAY, a_package, a_pledge, handed_over
from khuang.ground.municipalities import media_files


@pytest.fixture
def erased(cast, inside):
    package = a_package(cast)
    pledge = a_pledge(cast, package, came=500)
    slip = Slip(TODAY, 500, document="B-7", payee="คำปัน", words="ให้คำปัน", papers=(b"%PDF-1.4 x",))
    actions.spend(pledge, slip, by=cast.mali, at=NOW)
    handed_over(cast, package)
    made = propose_erasure(package.person, because="request", by=cast.mali, at=LATER)
    approve_erasure(made, by=cast.prasit, at=LATER)
    return Package.objects.get()


def test_the_accounts_stay(erased):
    assert erased.person is None and erased.need is None and erased.dwelling is None
    spent = Movement.objects.get(kind="spent")
    assert (spent.amount, spent.document, spent.on) == (500, "B-7", TODAY)
    assert reads.money_of(erased).went == 500


def test_nothing_names_anybody(erased):
    assert (erased.words, erased.received_by) == (None, None)
    assert not Movement.objects.exclude(words=None, payee=None).exists()
    assert not PackageLine.objects.exclude(words=None).exists()
    assert not Pledge.objects.exclude(words=None).exists()
    assert not Appeal.objects.exists()


def test_pictures_and_signatures_are_gone_from_the_disk(erased):
    assert not Paper.objects.exists() and not list(media_files.stored())


def test_the_night_writes_the_tables_anew(erased):
    assert {"support_package", "support_movement", "support_paper"} <= set(Erasure.objects.get().tables)


def test_figures_still_count_the_help_but_no_sex(erased):
    (counted,) = figures.help_given()
    assert (counted.sex, counted.kind, counted.count) == ("", "house", 1)


def test_whoever_sees_the_whole_municipality_still_sees_the_package(erased, cast):
    assert list(reads.seen(cast.mali)) == [erased]
