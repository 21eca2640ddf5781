"""What can be wrong with a file of people, or with one of its rows, in sentences."""

from dataclasses import dataclass

from khuang.care.people.rules.problems import SENTENCES, gettext_noop

FILE_SENTENCES: dict[str, str] = {
    "file_empty": gettext_noop("The file is empty. Choose another one."),
    "file_too_large": gettext_noop("The file is larger than 50 MB. Split it into several files."),
    "file_unknown": gettext_noop("This is no CSV, XLSX or ZIP file. Save the list as one of them."),
    "file_old_excel": gettext_noop(
        "This is a workbook of the old kind (.xls). Open it in Excel or LibreOffice and save it as .xlsx."
    ),
    "file_locked": gettext_noop(
        "The workbook is protected by a password. Open it, take the password away, and save it again."
    ),
    "file_broken": gettext_noop("The file is damaged and cannot be read. Save it again and upload it anew."),
    "file_bomb": gettext_noop("The file would unpack to far more than it seems to hold, so it was refused."),
    "file_gone": gettext_noop(
        "The stored file is not there any more. Upload the same file again; the import goes on from there."
    ),
    "file_other": gettext_noop("This is not the file with which the import was begun."),
    "file_encoding": gettext_noop("The letters cannot be read in this encoding. Choose another one."),
    "file_no_table": gettext_noop("No table was found in the file."),
    "name_unmapped": gettext_noop("Say which column holds the name."),
    "field_twice": gettext_noop("Two columns are said to be the same. Choose one of them."),
    "undo_too_late": gettext_noop(
        "This import cannot be taken back: it is under way, was taken back, or is older than 30 days."
    ),
    "dates_ambiguous": gettext_noop("Say in which era the years with two digits are."),
}

ROW_SENTENCES: dict[str, str] = {
    "row_name_missing": gettext_noop("The row has no name."),
    "row_id_lost_digits": gettext_noop(
        "The spreadsheet has cut the ID number short (1.23E+12). Type it anew as text."
    ),
    "row_id_of_another": gettext_noop(
        "The registry has this ID number with another name. Check the number and the name."
    ),
    "row_several_match": gettext_noop(
        "Several people here fit this row. Add the ID number or the birth date."
    ),
    "row_age": gettext_noop("The age is no number from 0 to 120."),
}


@dataclass(frozen=True)
class RowProblem:
    """Why a row was not taken in: which column, and what is wrong with it."""

    code: str
    column: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong, in English; translated where it is shown."""
        return ROW_SENTENCES.get(self.code) or SENTENCES[self.code]


class Refused(ValueError):
    """A file that cannot be taken in; `code` is a key of FILE_SENTENCES."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        """What to do, in English; translated where it is shown."""
        return FILE_SENTENCES[self.code]
