"""How a risk class is decided, in plain Python without Django.

conditions   three-valued conditions in the JSONLogic shape
instruments  versioned questionnaires and their scoring
facts        the catalogue of what may be known about a person or home
policies     dated documents of weighted rules
unknowns     the values that a fact not yet known could still take
reach        what independent parts of a policy add up to
clusters     rules that share facts, tried over every completion
classify     a policy and the known facts to a class with its reasons
knowledge    what surveys said so far, newest answers first
overrides    when a person may set a class by hand
xpath        the same policy as the phone's draft calculation
workbooks    that calculation in the cells of an XLSForm
columns      what is known of many people, one array for each fact
sweep        many people judged at once, exactly as classify judges each
drafts       a copy of a policy changed part by part
outcomes     who would move from which class to which
"""
