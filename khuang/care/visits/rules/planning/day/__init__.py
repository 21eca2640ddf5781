"""One day by the clock: hours that people keep, and carers who meet, at once or one after the other.

shapes     a day that is asked, and a day planned
judging    what a planned day costs, worked out stop by stop
arrays     a day as arrays
timing     when every visit starts for an order of visits, and what that costs
moves      another order, other carers
annealing  search by simulated annealing
days       plan_day(day) -> the best found
"""
