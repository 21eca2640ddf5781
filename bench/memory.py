"""How much memory an idle installation holds, as its share of the machine (PSS).

python -m bench.memory
"""

import time

from bench import installation

QUIET = 5  # Seconds of doing nothing before the look.


def measure(installed: installation.Running) -> dict[str, float]:
    """Return MB: the whole system, and the largest of the web workers."""
    time.sleep(QUIET)
    shares = {pid: installation.memory(pid) for pid in installed.processes()}
    web = [pid for pid in shares if "serve" in installation.command_line(pid)]
    # The first is the parent, which answers no request.
    return {
        "whole_system": round(sum(shares.values())),
        "web_worker": round(max(shares[pid] for pid in web[1:])),
    }


if __name__ == "__main__":
    with installation.home() as new, installation.running(new) as first:
        print(measure(first))
