"""Why this carer, why not this visit, which rule a hand broke: each code with its sentence."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


# Why this carer comes.
WHY: dict[str, str] = {
    "by-hand": _("Somebody decided it by hand."),
    "asked-today": _("It was asked for today, so it goes to whoever comes to them otherwise."),
    "locked": _("It was locked, so it stayed as it was."),
    "main-carer": _("Has come to them so far."),
    "same-carer": _("Comes to them %(visits)s times this month."),
    "only-one-who-may": _("The only one who may come to them."),
    "wanted-sex": _("Is of the sex that they wish for."),
    "has-skill": _("Has the skill that is needed: %(skills)s."),
    "speaks": _("Speaks their language: %(languages)s."),
    "nearest": _("Lives nearest: %(km)s km."),
    "nearest-free": _("The nearest who has time: %(km)s km."),
    "on-the-way": _("Visits %(visits)s more next door on the same half-day."),
    "load": _("Works %(percent)s %% of the time that they offer."),
    "partners": _("The two are a pair and go together."),
    "two-carers": _("Two go together, because the home asks for it."),
}

# Why nobody comes.
WHY_NOT: dict[str, str] = {
    "no-carers": _("No volunteer can visit this month."),
    "carer-left": _("The volunteer who was to come cannot come any more."),
    "only-one-carer": _("Two must go together, and there is only one volunteer."),
    "all-avoided": _(
        "No volunteer may come to them: they asked for others, or nobody goes to their village."
    ),
    "nobody-of-sex": _("They wish for a visitor of their own sex, and there is none."),
    "nobody-with-skill": _("Nobody who may come has the skill: %(skills)s."),
    "nobody-speaks": _("Nobody who may come speaks their language: %(languages)s."),
    "nobody-at-that-time": _("Nobody who may come has a half-day from %(earliest)s to %(latest)s."),
    "longer-than-any-shift": _("The visit takes %(minutes)s minutes; the longest half-day has %(longest)s."),
    "too-far": _("They live too far for any half-day."),
    "month-full": _("Everybody who may come has given all their hours of this month."),
    "full": _("Everybody who may come (%(carers)s) has their half-days full."),
    "full-with-the-way": _(
        "Everybody who may come (%(carers)s) has too little time left for the visit and the way."
    ),
    "too-close": _("All that is free lies within %(apart)s days of another visit to them."),
    "no-two-together": _("No two who may come are free on the same half-day."),
}

# Rules that the computer keeps; a hand may break them with a reason.
FAULTS: dict[str, str] = {
    "how-many-carers": _("The number of volunteers is not right: where a home is marked, two go together."),
    "unknown-carer": _("This volunteer cannot be planned in this month."),
    "may-not-come": _(
        "They wished otherwise: for a visitor of their own sex, or not this one; "
        "or this volunteer does not go to their village."
    ),
    "lacks-skill-or-language": _("Nobody who comes has the skill, or speaks the language, that is needed."),
    "outside-window": _("It is not one of the days or half-days on which the visit is due."),
    "no-shift": _("The volunteer does not offer this half-day, or is away."),
    "shift-too-short": _("With it, the half-day takes %(minutes)s minutes; the volunteer gives %(offered)s."),
    "shift-limit": _("With it, the half-day has %(visits)s visits; the volunteer takes %(most)s."),
    "month-limit": _("With it, the month has %(visits)s visits; the volunteer takes %(most)s."),
    "too-close": _("It is only %(days)s days from another visit; %(apart)s should lie between."),
    "unknown-need": _("This visit is no longer in the plan."),
}

# The same, after it was decided: without the figures of that moment.
BROKEN: dict[str, str] = {
    "how-many-carers": FAULTS["how-many-carers"],
    "unknown-carer": FAULTS["unknown-carer"],
    "may-not-come": FAULTS["may-not-come"],
    "lacks-skill-or-language": FAULTS["lacks-skill-or-language"],
    "outside-window": FAULTS["outside-window"],
    "no-shift": FAULTS["no-shift"],
    "shift-too-short": _("The half-day takes longer than the volunteer gives."),
    "shift-limit": _("The half-day has more visits than the volunteer takes."),
    "month-limit": _("The month has more visits than the volunteer takes."),
    "too-close": _("It is closer to another visit than it should be."),
}

# What would bring more visits in.
FIX_ONE = _("One more half-day in %(place)s covers %(visits)s visits to %(people)s people.")
FIX_MANY = _("%(halves)s more half-days in %(place)s cover %(visits)s visits to %(people)s people.")
FIX_BY = _("By somebody who is or has: %(traits)s.")
