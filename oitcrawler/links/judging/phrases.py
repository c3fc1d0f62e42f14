"""The words with which pages say that they are not there, in Thai and English, as they stand on the web.

A phrase counts only when a whole heading, title part or block of text says it and nothing else: "ไม่พบหน้านี้" is a
missing page, "ไม่พบผู้ติดเชื้อรายใหม่" is news, and "How to mend a 404 Not Found" is a manual. Thai stands here without
spaces, as `wording.plain` leaves it.
"""

from __future__ import annotations

from typing import Final

from .wording import any_of

_SORRY: Final = r"(?:(?:ขออภัย|ขอโทษ|เสียใจด้วย|อุ๊ย|อุ๊ปส์?|โอ๊ะโอ|โอ๊ะ|ว้า)(?:ด้วย|ค่ะ|ครับ|ในความไม่สะดวก)?[\s!,.:-]*)?"
_NONE: Final = r"(?:ระบบ|เรา)?(?:หา|ค้นหา)?(?:ไม่พบ|ไม่เจอ|ไม่มี)"
_WISHED: Final = (
    r"ที่?(?:คุณ|ท่าน|ผู้ใช้|เรา)?(?:กำลัง)?"
    r"(?:ต้องการ|ค้นหา|ร้องขอ|เรียก|ระบุ|เปิด|เข้า|มองหา|หา|ขอ|พยายาม)"
)
_PAGE: Final = (
    r"(?:หน้า(?:เว็บ(?:ไซต์|เพจ|ไซด์)?|เพจ)?|เว็บ(?:เพจ|ไซต์|ไซด์)|เพจ|ไฟล์(?:เอกสาร)?"
    r"|ลิงก์|ลิงค์|ลิ้งค์|ลิ้งก์|url|ยูอาร์แอล)"
)
_THING: Final = r"(?:ข้อมูล|บทความ|เนื้อหา|ข่าว(?:สาร)?|เอกสาร|รายการ|กระทู้|ประกาศ|รายละเอียด|อัลบั้ม|กิจกรรม|สินค้า)"
_GONE: Final = (
    r"(?:อาจ(?:จะ)?)?(?:ไม่มี(?:อยู่(?:จริง)?|แล้ว|ในระบบ|ในเว็บไซต์|บนเว็บไซต์)?|ไม่พบ|ไม่ปรากฏ|ไม่ถูกต้อง"
    r"|(?:ได้)?ถูกลบ(?:ไป|ออก|ทิ้ง)?(?:แล้ว)?|(?:ได้)?ถูกย้าย(?:ไป)?(?:แล้ว)?|หมดอายุ(?:แล้ว)?"
    r"|ไม่สามารถ(?:แสดง(?:ผล)?|เข้าถึง|ใช้งาน|เปิด)(?:ได้)?|ใช้งานไม่ได้|เปิดไม่ได้)"
)
_MORE: Final = r"(?:$|[\s,.!(/\"']|ค่ะ|ครับ|นะ|หรือ|อาจ|กรุณา|โปรด|ในขณะนี้|ในระบบ|ในเว็บ|บน|ใน).{0,160}"
_OOPS: Final = r"(?:(?:sorry|oops|uh[- ]?oh|whoops|error|404)[\s!,.:-]*)*"
_NOUN: Final = (
    r"(?:page|file|url|web ?page|web ?site|resource|object|document|article|content|item|link|address"
    r"|file or directory)"
)
_LOOKED_FOR: Final = (
    r"(?:\s+(?:that\s+)?(?:you(?:'re|'ve)?|was|were|are|is|have|had|we|requested|looking|for|trying|to|reach"
    r"|access|view|open|find|visit|been|looked|followed|entered))*"
)
_NOT_THERE: Final = (
    r"(?:(?:can ?not|could ?n[o']?t|can't|couldn't|was not|wasn't|is not|isn't|has not|were not)"
    r"\s*(?:be\s+)?(?:been\s+)?(?:found|located|available|exist)|not (?:found|available)"
    r"|(?:does|do|did)(?: not|n't)\s+(?:seem to )?exist|no longer (?:exists?|available|here)"
    r"|(?:has|have|was|were|been|may|might|is)(?:\s+(?:have|been))*\s+(?:removed|deleted|moved|expired))"
)
_CODE: Final = r"(?:http[\s-]*)?(?:error|status|code|ข้อผิดพลาด|รหัส)?(?:code|:)?\s*"

MISSING_PAGE: Final = any_of(
    rf"{_SORRY}{_NONE}{_PAGE}(?:นี้|ดังกล่าว|{_WISHED}.{{0,120}}|(?:$|[\s(,.!])(?!ที่).{{0,80}})",
    rf"{_SORRY}{_PAGE}(?:นี้|ดังกล่าว|{_WISHED}.{{0,60}}?)?{_GONE}{_MORE}",
    rf"{_CODE}404(?:\.\d+)?[\s!:,.-]*(?:error|ไม่พบ.{{0,40}}|(?:page |file |object )?not found.{{0,40}})",
    r"(?:http[\s-]*)?(?:error|ข้อผิดพลาด)[\s:]*404(?:\.\d+)?",
    rf"{_OOPS}(?:(?:the|this|that|your|we|requested)\s+)*{_NOUN}{_LOOKED_FOR}\s+{_NOT_THERE}(?:$|[\s,.!(]).{{0,200}}",
    r"(?:the )?requested (?:url|page|resource|address)\b.{0,200}\bnot (?:be )?found(?: on this server)?.{0,120}",
    rf"{_OOPS}(?:but )?we\s+(?:can't|cannot|can not|couldn't|could not)\s+(?:seem to )?find"
    r" (?:the|that|this) (?:page|file|url).{0,120}",
    r"the resource (?:you are looking for )?.{0,60}(?:not be found|been removed).{0,120}",
    r"it looks like nothing was found at this location.{0,120}",
    r"not found",
    r"(?:ดูเหมือนว่า)?(?:เรา)?(?:จะ)?ไม่พบสิ่งที่(?:คุณ|ท่าน)?(?:กำลัง)?(?:มองหา|ต้องการ|ค้นหา).{0,80}",
    r"nothing (?:was )?found(?: here)?",
    r"this page (?:isn't|is not) available.{0,100}",
    r"cannot get /\S*",
    r"no route (?:found|matches).{0,120}",
)
"""The page itself is missing."""
MISSING_RECORD: Final = any_of(
    rf"{_SORRY}{_NONE}{_THING}(?:นี้|ดังกล่าว|{_WISHED}.{{0,80}})(?:ในระบบ)?",
    rf"{_SORRY}{_THING}(?:นี้|ดังกล่าว|{_WISHED}.{{0,40}}?){_GONE}{_MORE}",
)
"""A record is missing; a search without results says something like it."""
NO_DATA: Final = any_of(
    rf"{_SORRY}(?:ยัง)?(?:ไม่พบ|ไม่เจอ|ไม่มี){_THING}(?:ในระบบ|ในขณะนี้)?",
    r"no (?:data|records?|results?|items?|content)(?: (?:was |were )?found)?",
    r"(?:data|record|id) not found",
    r"invalid (?:id|request|url|link|parameter)s?",
)
"""Nothing to show; an empty list says that too."""
NUMBER_ALONE: Final = any_of(r"(?:error\s*)?404(?:[\s!:.,-]*(?:ขออภัย|sorry|oops|error).{0,60})?")
TROUBLE: Final = any_of(r"(?:เกิด)?ข้อผิดพลาด", "แจ้งเตือน", "ขออภัย", "ผิดพลาด", "error", "sorry", "oops", "warning", "alert")
"""A title that only says that something is wrong."""
EXCUSE: Final = any_of(
    r"not found", "ไม่พบ", "ไม่มีหน้า", "error", "ขออภัย", "sorry", "oops", "ผิดพลาด", "ไม่เจอ", "missing", "lost"
)
"""Any word with which missing pages excuse themselves, and other pages too."""
FAILED: Final = any_of(
    r"(?:http[\s-]*)?(?:error|status)?\s*50[0-4][\s:.-]*(?:internal server error|bad gateway"
    r"|service (?:temporarily )?unavailable|gateway time-?out|error|not implemented).{0,20}",
    r"(?:http )?error 50[0-4]",
    r"internal server error",
    r"bad gateway",
    r"service (?:temporarily )?unavailable",
    r"gateway time-?out",
    r"error establishing a database connection",
    r"database (?:connection )?error.{0,80}",
    r"server error(?: in '.{0,60}' application\.?)?",
    r"(?:application|runtime) error.{0,60}",
    r"whoops[,!]? (?:looks like something went wrong|there was an error)",
    r"(?:\w+\\)*\w*(?:errorexception|queryexception|pdoexception|httpexception|runtimeexception)",
    r"unhandled exception.{0,60}",
    r"(?:unable|failed|could not|cannot|can't) (?:to )?connect to (?:the |local )?(?:database|mysql|server).{0,120}",
    r"(?:ขออภัย[\s,]*)?เกิดข้อผิดพลาด(?:ใน(?:ระบบ|การเชื่อมต่อ|การทำงาน).{0,40}|ภายใน(?:เซิร์ฟเวอร์|ระบบ))?",
    r"(?:ขออภัย[\s,]*)?ระบบขัดข้อง.{0,40}",
    r"(?:ไม่สามารถ)?(?:เชื่อมต่อ|ติดต่อ)(?:กับ)?ฐานข้อมูล(?:ไม่ได้|ล้มเหลว|ได้).{0,40}",
)
"""The server or its database failed."""
REFUSED: Final = any_of(
    r"(?:http[\s-]*)?(?:error\s*)?403[\s:.-]*(?:forbidden|access denied|error)?",
    r"forbidden",
    r"access (?:is )?denied",
    r"(?:401[\s:.-]*)?(?:unauthori[sz]ed|authorization required)",
    r"(?:429[\s:.-]*)?too many requests",
)
"""The server does not want to show the page to us."""
ASKS_LOGIN: Final = any_of(
    r"(?:กรุณา|โปรด|ต้อง)(?:\S{0,10})?(?:เข้าสู่ระบบ|ลงชื่อเข้าใช้|login|ล็อกอิน|ล๊อกอิน)", r"please (?:log ?in|sign ?in)"
)
NOTICE: Final = any_of(r"(?:warning|notice|deprecated|strict standards)\s*:.{0,400}? on line \d+")
"""What PHP says beside a page that it makes all the same."""
PROGRAM_ERROR: Final = any_of(
    r"(?:fatal|parse|catchable fatal) error\s*:.{0,600}? on line \d+",
    r"(?:php )?uncaught (?:pdo|mysqli?_sql|error|exception|typeerror)",
    r"you have an error in your sql syntax",
    r"sqlstate\[\w+\]",
    r"access denied for user\s+'",
    r"unknown column '.{0,80}' in",
    r"table '.{0,120}' doesn't exist",
    r"mysql server has gone away",
    r"can't connect to (?:local )?mysql server",
    r"too many connections",
    r"supplied argument is not a valid mysql",
    r"microsoft (?:ole db|jet database engine|vbscript|odbc).{0,80}error",
    r"adodb\.\w+ error",
    r"ora-\d{5}",
    r"server error in '.{0,60}' application",
    r"traceback \(most recent call last\)",
    r"java\.lang\.\w+exception",
    r"an unhandled exception occurred",
    r"(?:warning|notice|deprecated)\s*:.{0,400}? on line \d+",
    r"failed opening required",
)
"""What programs print instead of a page."""
