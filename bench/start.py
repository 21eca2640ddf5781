"""How long `khuang up` takes from the command to the first page, the second time.

python -m bench.start
"""

from pathlib import Path

from bench import installation


def measure(folder: Path) -> dict[str, float]:
    """Start the installation in `folder` again and return the seconds to its first page."""
    with installation.running(folder) as second:
        return {"second_start": round(second.seconds_to_first_page, 2)}


if __name__ == "__main__":
    with installation.home() as new:
        with installation.running(new) as first:
            print(f"first start, demo built: {first.seconds_to_first_page:.1f} s")
        print(f"second start: {measure(new)['second_start']} s")
