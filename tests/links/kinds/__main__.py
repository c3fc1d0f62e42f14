"""Runs the world by hand: prints where it begins and what to send where, until it is interrupted."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from contextlib import suppress

from .world import serve


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--addresses", action="store_true", help="serve every host as 127.0.0.1:port")
    asked = parser.parse_args()
    with serve(by_names=not asked.addresses) as world, suppress(KeyboardInterrupt):
        told = {"start": world.start, "SSL_CERT_FILE": str(world.trusted), "hosts": world.hosts}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
