"""A month of visits, planned for everyone at once.

shapes      what a month is planned from, and what a plan is
plans       plan(problem, *, seconds, seed, progress) -> Plan; replan(problem, before, ...) -> Plan
checks      check(problem, plan) -> the hard rules that it breaks
measures    figures(problem, plan) -> coverage, km, load, continuity
reasons     why(problem, plan, need) -> why this carer; why_not(problem, plan, need)
fixes       what_would_fix(problem, plan) -> half-days that would bring more visits in, found by trying
comparison  compare(first, second) -> two plans side by side
travel      ways on the plane of one municipality
eligible    who may make a visit, and on which half-days
rounds      a carer's half-day, walked from home to home
month       the search for a month, compiled, in a process of its own
day         a day by the clock, with hours and lateness
compiled    how the search is compiled
"""
