"""Sex and age band as somebody says them of themselves in public: coarse, and kept as they were then."""

# "" is "not said", everywhere.
SEXES = ("female", "male", "other")
AGE_BANDS = ("0-14", "15-24", "25-44", "45-59", "60-79", "80+")


def age_band(age: int) -> str:
    """Give the band of an age in whole years."""
    for band in AGE_BANDS[:-1]:
        if age <= int(band.partition("-")[2]):
            return band
    return AGE_BANDS[-1]
