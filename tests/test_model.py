"""That the two sins cannot be built."""

from __future__ import annotations

import pytest

from oitcrawler.model import (
    Absence,
    BlindSpot,
    Cause,
    Citation,
    CouldNotCheck,
    Coverage,
    Fault,
    Met,
    NotMet,
    Origin,
    Text,
    not_there,
)

WHY = Text("เหตุผล", "reason")
HERE = Citation("https://www.example.go.th/", "d" * 64, "ข้อความ")
READ_BY_OCR = Citation("https://www.example.go.th/scan.pdf", "e" * 64, "๒๕๐๓", origin=Origin.OCR)
WHOLE = Coverage(pages=60, documents=40, home=None)


def test_a_pass_without_evidence_is_refused() -> None:
    with pytest.raises(ValueError, match="absence of evidence is never a pass"):
        Met(WHY, ())


def test_a_gap_without_proof_is_refused() -> None:
    with pytest.raises(ValueError, match="citation or a proved absence"):
        NotMet("period-mismatch", WHY)


def test_a_gap_that_only_ocr_has_read_is_refused() -> None:
    with pytest.raises(ValueError, match="OCR"):
        NotMet("egp-number-length", WHY, (READ_BY_OCR,))
    with pytest.raises(ValueError, match="OCR"):
        NotMet("egp-number-length", WHY, (HERE,), faults=(Fault(READ_BY_OCR, WHY),))


def test_absence_is_proved_by_a_whole_look() -> None:
    result = not_there(WHOLE, "evidence-not-found", WHY)
    assert isinstance(result, NotMet)
    assert result.absence == Absence(WHOLE)


@pytest.mark.parametrize("cause", [cause for cause in Cause if not cause.means_gone])
def test_no_cause_of_not_seeing_becomes_a_gap(cause: Cause) -> None:
    for look in (
        Coverage(pages=60, home=cause),
        Coverage(pages=60, home=None, blind_spots=(BlindSpot("https://www.example.go.th/x", cause),)),
    ):
        with pytest.raises(ValueError, match="obstructed"):
            Absence(look)
        result = not_there(look, "evidence-not-found", WHY)
        assert isinstance(result, CouldNotCheck)
        assert result.cause is cause


def test_what_is_over_budget_forbids_to_say_that_it_is_not_there() -> None:
    result = not_there(Coverage(pages=60, home=None, over_budget=1), "evidence-not-found", WHY)
    assert isinstance(result, CouldNotCheck)
    assert result.cause is Cause.OVER_BUDGET


def test_a_coverage_that_nobody_filled_in_proves_nothing() -> None:
    assert isinstance(not_there(Coverage(), "evidence-not-found", WHY), CouldNotCheck)


def test_blind_spots_that_cannot_hold_the_subject_do_not_count() -> None:
    spots = (BlindSpot("https://www.example.go.th/menu.pdf", Cause.TIMEOUT, ("เมนูอาหารกลางวัน",)),)
    look = Coverage(pages=60, home=None, blind_spots=spots)
    assert look.obstacle is Cause.TIMEOUT
    assert look.for_subject(lambda spot: False).obstacle is None
