"""Decisions of the surveys in plain Python: reading answers, speaking OpenRosa, judging a form.

Terms are ODK's: form, version, submission, entity (https://docs.getodk.org, https://xlsform.org).
"""
