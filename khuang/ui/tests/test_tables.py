"""On a narrow screen a cell still says which column it belongs to."""

from khuang.ui.tables import labelled

TABLE = """
<thead><tr><th scope="col">Name</th>
<th scope="col" class="kh-number"><span>Age</span> &amp; sex</th></tr></thead>
<tbody><tr><th scope="row">Mali</th><td class="kh-number">82</td></tr>
<tr><td>Ton</td><td>11</td><td>more</td></tr></tbody>
"""


def test_each_cell_carries_the_words_of_its_column():
    page = labelled(TABLE)
    assert (
        '<th data-label="Name" scope="row">Mali</th><td data-label="Age &amp; sex" class="kh-number">82</td>'
        in page
    )
    assert '<td data-label="">more</td>' in page


def test_the_head_stays_as_it_is():
    assert labelled(TABLE).startswith(TABLE.partition("<tbody")[0])


def test_a_table_without_a_head_keeps_its_cells():
    assert (
        labelled("<tbody><tr><td>1</td></tr></tbody>") == '<tbody><tr><td data-label="">1</td></tr></tbody>'
    )
