"""The demo municipality: invented, seeded, built through the apps' own actions.

Everybody in it is made up. It lies where no municipality of this name is; its
ID numbers begin with 9, which has never been issued, and its phone numbers
with 01, which Thailand gave up in 2006.
"""

SLUG = "wiang-kham-la"
