"""Take an uploaded list or photograph in without a copy in clear on the disk."""

from khuang.care.people.rules.imports.files import LARGEST
from khuang.ui import uploads

in_memory = uploads.in_memory(LARGEST)
