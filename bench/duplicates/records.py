"""Entries of the generator as the registry knows them."""

from bench.duplicates.thai_errors import Entry
from khuang.care.people.rules.matching.people import Known
from khuang.lib import thai_names


def known(one: Entry) -> Known:
    """Give an entry as the matcher sees it, cleaned as the registry cleans."""
    return Known(
        given=thai_names.clean_part(one.given),
        family=thai_names.clean_part(one.family),
        nickname=one.nickname,
        title=one.title,
        sex=one.sex,
        birth=(one.born, one.precision) if one.born else None,
        national_id=one.national_id,
        phone=one.phone,
        village=one.village,
        house=one.house_no,
    )
