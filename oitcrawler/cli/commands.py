"""The command line. Only this module prints, and only it turns an error into an exit code.

Exit codes: 0 done; 1 with `--fail-on` when such are found; 2 for bad usage, an unreachable site or a file that does
not fit; 130 after Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from .. import __version__
from ..errors import OitError
from ..model import Lang, Text
from .agency import app as agency_app
from .answers import app as answers_app
from .decide import decide
from .diff import diff
from .explain import app as explain_app
from .history import history
from .links import links
from .notify import app as notify_app
from .options import (
    FailOn,
    FormatsOption,
    FreshOption,
    LangOption,
    OutOption,
    PatienceOption,
    PrivateOption,
    Render,
    RenderOption,
    Spoken,
    UrlArgument,
    YearOption,
    format_names,
    typed_day,
)
from .report import report
from .requests import Asked, CheckRequest, JudgeRequest, Wishes
from .schedule import app as schedule_app
from .schedule import due
from .scores import app as scores_app
from .screen import Screen
from .verify import verify

_STOPPED_CODE: Final = 130
_STOPPED = Text(
    "หยุดตามคำสั่ง สิ่งที่เก็บไว้แล้วยังอยู่ สั่งซ้ำเพื่อทำต่อ",
    "Stopped. What was fetched is kept; run again to go on.",
)

app = typer.Typer(
    name="oitcrawler",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="ตรวจเว็บไซต์หน่วยงานตามแบบวัด OIT · Checks a Thai agency's website against a year's OIT checklist.",
)
checklists_app = typer.Typer(no_args_is_help=True, help="ดูรายการตรวจของแต่ละปี · The checklists of each year.")
app.add_typer(checklists_app, name="checklists")
app.add_typer(explain_app, name="explain")
app.add_typer(answers_app, name="answers")
app.add_typer(agency_app, name="agency")
app.add_typer(scores_app, name="scores")
app.add_typer(schedule_app, name="schedule")
app.add_typer(notify_app, name="notify")
app.command()(decide)
app.command()(diff)
app.command()(due)
app.command()(history)
app.command()(links)
app.command()(report)
app.command()(verify)


KindOption = Annotated[
    str | None, typer.Option("--kind", help="ประเภทหน่วยงาน เช่น lao, province · Kind of agency, local if not given.")
]
NameOption = Annotated[
    list[str] | None, typer.Option("--name", help="ชื่อหน่วยงาน ใส่ซ้ำได้ · Name of the agency, repeatable.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="ตรวจเสมือนวันที่นี้ (ค.ศ.) · Judge as of this day, YYYY-MM-DD.")
]
AnswersOption = Annotated[
    Path | None,
    typer.Option("--answers", help="ไฟล์ URL ที่ตอบใน ITAS (CSV, XLSX) · Addresses filed as answers: item, URL, note."),
]
AgencyOption = Annotated[
    Path | None,
    typer.Option("--agency", help="ไฟล์ของหน่วยงาน agency.yaml · The agency's own file: names, units, people, measures."),
]
ScoresOption = Annotated[
    Path | None,
    typer.Option("--scores", help="ผลคะแนน ITA ที่ประกาศแล้ว (YAML, CSV, XLSX) · Published ITA results, for the plan."),
]
DigitsOption = Annotated[
    bool, typer.Option("--thai-digits", help="เขียนตัวเลขไทยในรายงาน · Thai digits in what people read.")
]
ResultsHistoryOption = Annotated[
    str | None, typer.Option("--history", help="ที่เก็บประวัติ (ไฟล์หรือ URL) หรือ none · Where the history is kept, or none.")
]
FailOption = Annotated[
    FailOn, typer.Option("--fail-on", help="ให้รหัสจบเป็น 1 เมื่อพบ · Exit 1 when such are found: gap, broken.")
]


@app.callback(invoke_without_command=True)
def _top(
    version: Annotated[bool, typer.Option("--version", help="บอกรุ่น · Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"oitcrawler {__version__}")
        raise typer.Exit


@app.command()
def check(
    url: UrlArgument,
    year: YearOption,
    kind: KindOption = None,
    name: NameOption = None,
    as_of: AsOfOption = None,
    answers: AnswersOption = None,
    agency: AgencyOption = None,
    scores: ScoresOption = None,
    out: OutOption = None,
    formats: FormatsOption = "html,json",
    thai_digits: DigitsOption = False,
    max_pages: Annotated[int, typer.Option("--max-pages", min=1, help="จำนวนหน้าสูงสุด · At most so many pages.")] = 1500,
    max_documents: Annotated[
        int, typer.Option("--max-documents", min=0, help="จำนวนเอกสารสูงสุด · At most so many documents.")
    ] = 1500,
    render: RenderOption = Render.AUTO,
    links: Annotated[
        bool, typer.Option("--links/--no-links", help="ตรวจลิงก์ทั้งหมดด้วยหรือไม่ · Look at every link, too, or not.")
    ] = True,
    patience: PatienceOption = 12.0,
    allow_private_hosts: PrivateOption = False,
    history: ResultsHistoryOption = None,
    notify: Annotated[
        Path | None, typer.Option("--notify", help="ไฟล์ตั้งค่าการแจ้งเตือน notify.yaml · Settings of notifications.")
    ] = None,
    fresh: FreshOption = False,
    fail_on: FailOption = FailOn.NEVER,
    lang: LangOption = Spoken.TH,
) -> None:
    """สำรวจเว็บไซต์แล้วตรวจตามรายการของปี · Crawl a site, judge it, write the report."""
    request = CheckRequest(
        url=url,
        asked=Asked(year, kind, tuple(name or ()), typed_day(as_of), answers),
        out=out,
        wishes=Wishes(format_names(formats), thai_digits, scores, agency, history),
        max_pages=max_pages,
        max_documents=max_documents,
        render=render.value,
        allow_private_hosts=allow_private_hosts,
        fresh=fresh,
        links=links,
        patience=patience,
        notify=notify,
    )
    from .run import run_check

    found = run_check(request, Screen(lang.value))
    raise typer.Exit(found.exit_code(fail_on.value))


@app.command()
def judge(
    snapshot: Annotated[Path, typer.Argument(help="โฟลเดอร์ snapshot · Folder of a recorded crawl.")],
    year: YearOption,
    kind: Annotated[
        str | None, typer.Option("--kind", help="ประเภทหน่วยงาน (ปกติตามที่ตรวจไว้) · Kind of agency, as recorded.")
    ] = None,
    name: NameOption = None,
    as_of: AsOfOption = None,
    answers: AnswersOption = None,
    agency: AgencyOption = None,
    scores: ScoresOption = None,
    out: OutOption = None,
    formats: FormatsOption = "html,json",
    thai_digits: DigitsOption = False,
    history: ResultsHistoryOption = None,
    fail_on: FailOption = FailOn.NEVER,
    lang: LangOption = Spoken.TH,
) -> None:
    """ตรวจซ้ำจากข้อมูลที่เก็บไว้ ไม่ใช้อินเทอร์เน็ต · Judge a recorded crawl again, without network."""
    request = JudgeRequest(
        snapshot=snapshot,
        asked=Asked(year, kind, tuple(name or ()), typed_day(as_of), answers),
        out=out,
        wishes=Wishes(format_names(formats), thai_digits, scores, agency, history),
    )
    from .run import run_judge

    found = run_judge(request, Screen(lang.value))
    raise typer.Exit(found.exit_code(fail_on.value))


@app.command()
def demo(
    year: YearOption = "2568",
    out: OutOption = None,
    formats: FormatsOption = "html,json",
    thai_digits: DigitsOption = False,
    lang: LangOption = Spoken.TH,
) -> None:
    """ลองกับหน่วยงานสมมติที่มากับโปรแกรม · Try it on the fictional agency that comes with the program."""
    from .run import run_demo

    wishes = Wishes(format_names(formats), thai_digits)
    run_demo(year, out or Path("demo-report"), wishes, Screen(lang.value))


@app.command()
def doctor(lang: LangOption = Spoken.TH) -> None:
    """บอกว่าเครื่องนี้มีอะไรครบ ขาดอะไร และแก้อย่างไร · What is there, what is missing, what mends it."""
    from ..doctor import examine

    screen = Screen(lang.value)
    raise typer.Exit(screen.parts(examine()))


@checklists_app.command("list")
def list_checklists(lang: LangOption = Spoken.TH) -> None:
    """แสดงรายการตรวจที่มี · Show the lists there are."""
    from ..checklist import available, load

    Screen(lang.value).checklists(tuple(load(key) for key in available()))


@checklists_app.command("show")
def show_checklist(
    year: Annotated[str, typer.Argument(help="ปี เช่น 2568 · The list, e.g. 2568.")],
    item: Annotated[str | None, typer.Argument(help="ข้อ เช่น o13 · An item, e.g. o13.")] = None,
    lang: LangOption = Spoken.TH,
) -> None:
    """แสดงข้อทั้งหมดของปี หรือรายละเอียดของข้อเดียว · Show a year's items, or one in detail."""
    from ..checklist import load

    checklist = load(year)
    screen = Screen(lang.value)
    if item is None:
        screen.items(checklist)
    else:
        screen.item(checklist, checklist.item(item))


@checklists_app.command("check")
def check_checklists(
    folder: Annotated[Path | None, typer.Argument(help="โฟลเดอร์ checklists · Folder to check.")] = None,
    lang: LangOption = Spoken.TH,
) -> None:
    """ตรวจว่าไฟล์รายการถูกต้อง บอกไฟล์และบรรทัดที่ผิด · Check the files; name file and line of a mistake."""
    from .run import check_folder

    check_folder(folder, Screen(lang.value))


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line; the entry point of the program."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    lang = _lang_of(arguments)
    screen = Screen(lang)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console of an old code page cannot write Thai
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(arguments, prog_name="oitcrawler")
    except OitError as error:
        screen.error(error.to(lang))
        sys.exit(2)
    except KeyboardInterrupt:
        screen.error(_STOPPED.to(lang))
        sys.exit(_STOPPED_CODE)
    except SystemExit as end:
        if end.code == _STOPPED_CODE:  # the library has caught Ctrl-C, and says nothing
            screen.error(_STOPPED.to(lang))
        raise


def _lang_of(arguments: list[str]) -> Lang:
    joined = " ".join(arguments)
    return "en" if "--lang en" in joined or "--lang=en" in joined else "th"
