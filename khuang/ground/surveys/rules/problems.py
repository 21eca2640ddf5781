"""Everything that can go wrong with what a phone or an office sends us.

Each problem is one small class. `sentence` is English and is also the key of
its translation; `{words}` in it are filled from the problem's values.
`status` is the HTTP answer that OpenRosa clients understand.
"""


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class SurveyProblem(Exception):
    """A survey cannot go on, and the sentence says why to the person who reads it."""

    sentence = gettext_noop("The survey could not be received.")
    status = 400

    def __init__(self, **values: object) -> None:
        super().__init__(self.sentence)
        self.values = values


class EmptySubmission(SurveyProblem):
    sentence = gettext_noop("The survey that arrived is empty. Please send it again.")


class WebPageInstead(SurveyProblem):
    sentence = gettext_noop(
        "A web page arrived instead of a survey. Please check the internet connection and send again."
    )


class TruncatedSubmission(SurveyProblem):
    sentence = gettext_noop("Only a part of the survey arrived. Please send it again.")


class ForbiddenDocumentType(SurveyProblem):
    sentence = gettext_noop("The survey holds instructions that are not allowed. It was not read.")


class BrokenSubmission(SurveyProblem):
    sentence = gettext_noop("The survey cannot be read. Please tell the officer in charge.")


class TooDeep(SurveyProblem):
    sentence = gettext_noop("The survey is nested too deeply. It was not read.")


class SubmissionTooLarge(SurveyProblem):
    sentence = gettext_noop("The survey is too large. The limit is {limit_mb} MB.")
    status = 413


class NoSurveyPart(SurveyProblem):
    sentence = gettext_noop("No survey was found in what arrived. Please send it again.")


class UnknownForm(SurveyProblem):
    sentence = gettext_noop("The municipality does not know this form. Please tell the officer in charge.")
    status = 404


class DifferentAnswers(SurveyProblem):
    sentence = gettext_noop(
        "This survey was sent before with other answers. The first one was kept; nothing was changed."
    )
    status = 409


class ParentUnknown(SurveyProblem):
    sentence = gettext_noop("The survey that this one corrects has not arrived. Please send that one first.")
    status = 404


class ParentSuperseded(SurveyProblem):
    sentence = gettext_noop("The survey that this one corrects was already corrected by another.")
    status = 409


class UnknownDevice(SurveyProblem):
    sentence = gettext_noop("This device is not registered. Please ask the officer for a new QR code.")
    status = 403


class RevokedDevice(SurveyProblem):
    sentence = gettext_noop("This device may no longer send surveys. Please ask the officer.")
    status = 403


class NotAllowed(SurveyProblem):
    sentence = gettext_noop("You may not send this form. Please ask the officer.")
    status = 403


class SignInFirst(SurveyProblem):
    sentence = gettext_noop("Sign in first. What is not sent yet stays here.")
    status = 401


class PhoneRevoked(SurveyProblem):
    sentence = gettext_noop(
        "This phone is no longer known here, so what it held about people was removed. "
        "Ask the officer for a new link; what is not sent yet is sent then."
    )
    status = 410


class SomebodyElses(SurveyProblem):
    sentence = gettext_noop(
        "Somebody else filled this in here. It is sent when they sign in, "
        "or save it to a file and hand that over."
    )
    status = 403


class SealedForOthers(SurveyProblem):
    sentence = gettext_noop(
        "This cannot be opened here: it was changed, or meant for another municipality. "
        "Please tell the officer."
    )


class NothingHere(SurveyProblem):
    sentence = gettext_noop("There is nothing at this address.")
    status = 404


class StorageTrouble(SurveyProblem):
    sentence = gettext_noop(
        "The municipality's computer cannot store the survey now. "
        "It stays on your phone; please send it later."
    )
    status = 503


class ListUnavailable(SurveyProblem):
    sentence = gettext_noop("The list of homes cannot be made now. Please try again later.")
    status = 503


class FormRefused(SurveyProblem):
    """The XLSForm has errors; `findings` lists every one of them."""

    sentence = gettext_noop("The form was not taken in, because it has problems that must be mended first.")

    def __init__(self, findings: tuple[object, ...]) -> None:
        super().__init__()
        self.findings = findings


class VersionStillUnknown(SurveyProblem):
    sentence = gettext_noop("The form's version is still not known here. Upload and publish it first.")
    status = 409


class TakenInAlready(SurveyProblem):
    sentence = gettext_noop("This survey was taken in already.")
    status = 409


class WrongState(SurveyProblem):
    sentence = gettext_noop("This version can no longer be changed in that way.")
    status = 409


class OurFault(SurveyProblem):
    sentence = gettext_noop(
        "Something went wrong at the municipality. The survey stays on your phone; please tell the officer."
    )
    status = 500
