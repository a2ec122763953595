"""`python cdcatalog/probe.py ADDRESS`: ends with 0 where the address answers 200, else with 1.

For the health checks of the containers, which have no curl. Imports nothing of the program.
"""

import os
import sys
import urllib.request
from urllib.error import HTTPError

SECONDS = 8
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def main(address: str) -> str | None:
    """None where all is well, else what was answered."""
    # asked as a browser would ask through the proxy: by an allowed name and, as it were, by HTTPS
    name = os.environ.get("DJANGO_ALLOWED_HOSTS", "").split(",")[0].strip(" .*") or "localhost"
    headers = {"Host": name, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(address, headers=headers)
    try:
        with OPENER.open(request, timeout=SECONDS) as answer:
            return None if answer.status == 200 else f"{address}: {answer.status}"
    except HTTPError as error:
        return f"{address}: {error.code} {error.read().decode(errors='replace')}"
    except OSError as error:
        return f"{address}: {error}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
