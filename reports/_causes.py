"""The words for causes: what happened, and what a person can do about it, in Thai and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oitcrawler.model import Cause, Text


@dataclass(frozen=True, slots=True)
class CauseWords:
    """A cause in plain words: what happened, and what a person can do about it."""

    name: Text
    advice: Text


def _cause(th: str, do_th: str, en: str, do_en: str) -> CauseWords:
    return CauseWords(Text(th, en), Text(do_th, do_en))


CAUSES: Mapping[Cause, CauseWords] = {
    Cause.DNS: _cause(
        "ไม่พบชื่อเว็บไซต์ในระบบ DNS",
        "ตรวจตัวสะกดของชื่อเว็บไซต์ในลิงก์ และตรวจว่าชื่อโดเมนยังไม่หมดอายุ แล้วตรวจใหม่",
        "The host name is not known to DNS",
        "Check the spelling of the host in the link and that the domain has not expired, then check again",
    ),
    Cause.REFUSED: _cause(
        "เครื่องแม่ข่ายไม่รับการเชื่อมต่อ",
        "ตรวจว่าเว็บไซต์เปิดให้บริการอยู่และไม่ถูกไฟร์วอลล์ปิดกั้น แล้วตรวจใหม่",
        "The server refused the connection",
        "See that the website is running and that no firewall blocks it, then check again",
    ),
    Cause.RESET: _cause(
        "การเชื่อมต่อถูกตัดกลางคัน",
        "ตรวจใหม่ในเวลาอื่น ถ้ายังเป็นอีกให้แจ้งผู้ดูแลเครื่องแม่ข่าย",
        "The connection was cut off",
        "Check again at another time; if it stays, tell whoever runs the server",
    ),
    Cause.TLS: _cause(
        "การเชื่อมต่อแบบเข้ารหัส (https) ใช้ไม่ได้",
        "ให้ผู้ดูแลเครื่องแม่ข่ายตรวจใบรับรองว่ายังไม่หมดอายุ ตรงกับชื่อเว็บไซต์ และติดตั้งครบทั้งสาย",
        "The encrypted connection (https) failed",
        "Have the server's certificate checked: not expired, for this host name, with its whole chain installed",
    ),
    Cause.TIMEOUT: _cause(
        "รอแล้วเว็บไซต์ไม่ตอบ",
        "ตรวจใหม่ในเวลาที่คนใช้น้อย ถ้ายังไม่ตอบให้เปิดดูด้วยตนเอง",
        "No answer in time",
        "Check again at a quiet hour; if there is still no answer, open it yourself",
    ),
    Cause.UNAUTHORIZED: _cause(
        "ต้องใส่ชื่อผู้ใช้และรหัสผ่าน (401)",
        "หลักฐานต้องเปิดดูได้โดยไม่ต้องเข้าสู่ระบบ ให้เปิดหน้านี้แก่สาธารณะ",
        "A user name and password are asked for (401)",
        "Evidence must open without signing in: make this page public",
    ),
    Cause.FORBIDDEN: _cause(
        "เว็บไซต์ไม่อนุญาตให้เครื่องมือเปิดหน้านี้ (403)",
        "เปิดดูด้วยเบราว์เซอร์ ถ้าคนเปิดได้ให้ตรวจด้วยตา หรือขอให้ผู้ดูแลเว็บไซต์อนุญาตเครื่องมือ",
        "The website does not let the tool open it (403)",
        "Open it in a browser: if people can see it, judge it by eye, or ask the webmaster to let the tool in",
    ),
    Cause.NOT_FOUND: _cause(
        "ไม่มีหน้าหรือไฟล์นี้ (404)",
        "แก้ลิงก์ให้ตรงกับที่อยู่ปัจจุบัน หรือนำไฟล์กลับขึ้นเว็บไซต์",
        "No such page or file (404)",
        "Correct the link, or put the file back",
    ),
    Cause.GONE: _cause(
        "หน้าหรือไฟล์ถูกลบไปแล้ว (410)",
        "ลบลิงก์นี้ หรือนำไฟล์กลับขึ้นเว็บไซต์",
        "The page or file was removed (410)",
        "Remove the link, or put the file back",
    ),
    Cause.RATE_LIMITED: _cause(
        "เว็บไซต์ขอให้เปิดช้าลง (429)",
        "ตรวจใหม่ภายหลัง เครื่องมือจะเว้นระยะตามที่เว็บไซต์ขอ",
        "The website asked to slow down (429)",
        "Check again later; the tool keeps the pause that the website asks for",
    ),
    Cause.CLIENT_ERROR: _cause(
        "เว็บไซต์ตอบว่าคำขอไม่ถูกต้อง (4xx)",
        "เปิดลิงก์ด้วยเบราว์เซอร์ ถ้าเปิดไม่ได้ให้แก้ลิงก์",
        "The website rejected the request (4xx)",
        "Open the link in a browser; if it fails, correct the link",
    ),
    Cause.SERVER_ERROR: _cause(
        "เครื่องแม่ข่ายขัดข้อง (5xx)",
        "แจ้งผู้ดูแลเว็บไซต์ แล้วตรวจใหม่เมื่อแก้แล้ว",
        "The server failed (5xx)",
        "Tell the webmaster, and check again once it is mended",
    ),
    Cause.REDIRECT_LOOP: _cause(
        "หน้าเว็บส่งต่อวนไปมาไม่สิ้นสุด",
        "ให้ผู้ดูแลเว็บไซต์แก้การส่งต่อ (redirect)",
        "The page redirects in a circle",
        "Have the webmaster mend the redirect",
    ),
    Cause.BOT_WALL: _cause(
        "เว็บไซต์มีระบบกันโปรแกรมอัตโนมัติ",
        "ตรวจข้อนี้ด้วยตา หรือขอให้ผู้ดูแลเว็บไซต์ยกเว้นให้เครื่องมือ",
        "The website keeps automatic programs out",
        "Judge this by eye, or ask the webmaster to let the tool in",
    ),
    Cause.LOGIN: _cause(
        "ต้องเข้าสู่ระบบก่อนจึงจะเห็น",
        "หลักฐานต้องเปิดดูได้โดยไม่ต้องเข้าสู่ระบบ ให้เปิดแก่สาธารณะ เช่น ปรับสิทธิ์ไฟล์ใน Google Drive",
        "It can be seen only after signing in",
        "Evidence must open without signing in: make it public, for example by the sharing settings of the drive",
    ),
    Cause.ROBOTS: _cause(
        "เว็บไซต์สั่งใน robots.txt ไม่ให้โปรแกรมเปิดหน้านี้",
        "ตรวจด้วยตา หรือให้ผู้ดูแลเว็บไซต์แก้ robots.txt",
        "The website's robots.txt forbids programs to open it",
        "Judge it by eye, or have the webmaster change robots.txt",
    ),
    Cause.PRIVATE_ADDRESS: _cause(
        "ลิงก์ชี้ไปยังเครือข่ายภายใน",
        "ประชาชนเปิดลิงก์นี้ไม่ได้ ให้เปลี่ยนเป็นที่อยู่สาธารณะ",
        "The link leads into a private network",
        "The public cannot open it: use a public address",
    ),
    Cause.HOST_DOWN: _cause(
        "เว็บไซต์ปลายทางขัดข้องหลายครั้ง เครื่องมือจึงหยุดเปิด",
        "ตรวจใหม่เมื่อเว็บไซต์ปลายทางกลับมาใช้งานได้",
        "The host failed repeatedly, so the tool stopped asking",
        "Check again when the host works",
    ),
    Cause.EMPTY_BODY: _cause(
        "หน้าหรือไฟล์ว่างเปล่า",
        "เปิดดูด้วยเบราว์เซอร์ ถ้าว่างจริงให้นำไฟล์ขึ้นใหม่",
        "The page or file is empty",
        "Open it in a browser; if it is empty, upload the file again",
    ),
    Cause.TOO_LARGE: _cause(
        "ไฟล์ใหญ่เกินกว่าที่เครื่องมือจะอ่าน",
        "ตรวจด้วยตา หรือแยกเป็นไฟล์ที่เล็กลง",
        "The file is too large for the tool",
        "Judge it by eye, or split it into smaller files",
    ),
    Cause.TRUNCATED: _cause(
        "ได้รับไฟล์มาไม่ครบ",
        "ตรวจใหม่ ถ้ายังไม่ครบให้นำไฟล์ขึ้นใหม่",
        "The file did not arrive whole",
        "Check again; if it stays so, upload the file again",
    ),
    Cause.WRONG_TYPE: _cause(
        "เนื้อไฟล์ไม่ตรงกับนามสกุลหรือชนิดที่แจ้ง",
        "เปิดดูด้วยตนเอง แล้วบันทึกไฟล์ใหม่ให้ชนิดตรงกับนามสกุล",
        "The content is not of the type it claims",
        "Open it yourself, and save it again in the type that its name says",
    ),
    Cause.UNKNOWN_TYPE: _cause(
        "เครื่องมือไม่รู้จักชนิดไฟล์นี้",
        "ตรวจด้วยตา หรือเผยแพร่เป็น PDF, Word หรือ Excel",
        "The tool does not know this type of file",
        "Judge it by eye, or publish it as PDF, Word or Excel",
    ),
    Cause.PARSER_ERROR: _cause(
        "ไฟล์เสียหรืออ่านไม่ได้",
        "เปิดดูด้วยตนเอง ถ้าเปิดไม่ได้ให้นำไฟล์ขึ้นใหม่",
        "The file is damaged or cannot be read",
        "Open it yourself; if it does not open, upload it again",
    ),
    Cause.PARSER_CRASH: _cause(
        "ไฟล์ทำให้ตัวอ่านหยุดทำงาน",
        "เปิดดูด้วยตนเอง ถ้าเปิดได้ให้บันทึกเป็น PDF ใหม่แล้วนำขึ้นแทน",
        "The file made the reader stop",
        "Open it yourself; if it opens, save it as a new PDF and upload that",
    ),
    Cause.READING_TIME: _cause(
        "ไฟล์ใช้เวลาอ่านนานเกินกำหนด",
        "เปิดดูด้วยตนเอง และควรแยกหรือบันทึกไฟล์ใหม่ให้เล็กลง",
        "Reading the file took longer than allowed",
        "Look at it yourself; it should be split, or saved smaller",
    ),
    Cause.READING_MEMORY: _cause(
        "ไฟล์ใช้หน่วยความจำอ่านมากเกินกำหนด",
        "เปิดดูด้วยตนเอง และควรแยกหรือบันทึกไฟล์ใหม่ให้เล็กลง",
        "Reading the file took more memory than allowed",
        "Look at it yourself; it should be split, or saved smaller",
    ),
    Cause.ACCESS_REQUEST: _cause(
        "ต้องขอสิทธิ์เข้าถึงไฟล์ที่แชร์",
        "เปลี่ยนการแชร์เป็น “ทุกคนที่มีลิงก์” (ผู้มีสิทธิ์อ่าน) แล้วทดลองเปิดในหน้าต่างที่ไม่ได้ลงชื่อเข้าใช้",
        "The shared file asks for permission",
        "Share it with “anyone with the link” (viewer), and try the link in a window that is not signed in",
    ),
    Cause.ENCRYPTED: _cause(
        "ไฟล์ตั้งรหัสผ่านไว้",
        "เผยแพร่ไฟล์ที่ไม่ตั้งรหัสผ่าน",
        "The file is locked with a password",
        "Publish it without a password",
    ),
    Cause.SCANNED: _cause(
        "เอกสารเป็นภาพสแกน อ่านข้อความไม่ได้แน่นอน",
        "ตรวจด้วยตา และควรเผยแพร่ไฟล์ที่คัดลอกข้อความได้ควบคู่กัน",
        "The document is a scan, and its text cannot be read with certainty",
        "Judge it by eye; better publish a file with real text beside it",
    ),
    Cause.NO_BROWSER: _cause(
        "หน้านี้ต้องใช้เบราว์เซอร์ แต่เครื่องที่ตรวจไม่มี",
        "ติดตั้ง Chrome, Edge หรือ Chromium แล้วตรวจใหม่",
        "The page needs a browser, and there is none on the machine that checked",
        "Install Chrome, Edge or Chromium, then check again",
    ),
    Cause.RENDER_FAILED: _cause(
        "เปิดหน้านี้ด้วยเบราว์เซอร์แล้วไม่ขึ้นเนื้อหา",
        "ตรวจใหม่ หรือเปิดดูด้วยตนเอง",
        "The page did not show its content in a browser",
        "Check again, or open it yourself",
    ),
    Cause.OVER_BUDGET: _cause(
        "เว็บไซต์มีหน้ามากกว่าจำนวนที่กำหนดให้เปิด",
        "ตรวจใหม่โดยเพิ่มจำนวนหน้าสูงสุด (--max-pages)",
        "The website has more pages than the tool was told to open",
        "Check again with a higher limit (--max-pages)",
    ),
    Cause.NOT_FETCHED: _cause(
        "ยังไม่ได้เปิด",
        "ตรวจใหม่ให้จบ",
        "It was not opened",
        "Check again, to the end",
    ),
    Cause.OFF_SITE: _cause(
        "อยู่นอกเว็บไซต์หลัก เครื่องมือจึงไม่ได้เปิดอ่าน",
        "เปิดดูด้วยตนเอง หรือนำหลักฐานมาไว้บนเว็บไซต์หลัก",
        "It lies outside the main website, so it was not read",
        "Open it yourself, or bring the evidence to the main website",
    ),
    Cause.PROTOCOL: _cause(
        "เครื่องแม่ข่ายตอบผิดรูปแบบของเว็บ",
        "แจ้งผู้ดูแลเครื่องแม่ข่าย แล้วตรวจใหม่",
        "The server's answer is not proper HTTP",
        "Tell whoever runs the server, then check again",
    ),
    Cause.TOOL_ERROR: _cause(
        "เครื่องมือขัดข้องเอง",
        "ตรวจข้อนี้ด้วยตา และแจ้งผู้พัฒนาพร้อมรหัสการตรวจท้ายรายงาน",
        "The tool itself failed",
        "Judge this by eye, and report it with the run id at the end of this report",
    ),
    Cause.CONNECT_TIMEOUT: _cause(
        "ติดต่อเครื่องแม่ข่ายไม่ได้ภายในเวลาที่กำหนด",
        "ตรวจตัวสะกดของลิงก์และตรวจว่าเว็บไซต์ปลายทางยังเปิดให้บริการ ถ้าเลิกแล้วให้แก้หรือลบลิงก์",
        "The server could not be reached in time",
        "Check the spelling of the link and that the website still runs; if it is gone, correct or remove the link",
    ),
    Cause.TLS_EXPIRED: _cause(
        "ใบรับรองความปลอดภัย (https) หมดอายุ",
        "เบราว์เซอร์จะขึ้นคำเตือนแก่ผู้เปิด ให้ผู้ดูแลเว็บไซต์ต่ออายุใบรับรองและตั้งให้ต่ออายุเองทุกครั้ง",
        "The website's certificate (https) has expired",
        "Browsers warn their users: have the certificate renewed, and its renewal made automatic",
    ),
    Cause.TLS_SELF_SIGNED: _cause(
        "ใบรับรองความปลอดภัย (https) ออกโดยเครื่องแม่ข่ายเอง",
        "ให้ผู้ดูแลเว็บไซต์ติดตั้งใบรับรองจากผู้ออกที่เบราว์เซอร์เชื่อถือ ซึ่งมีแบบไม่เสียค่าใช้จ่าย",
        "The website's certificate was issued by the server itself",
        "Have a certificate installed from an authority that browsers trust; there are some free of charge",
    ),
    Cause.TLS_WRONG_HOST: _cause(
        "ใบรับรองความปลอดภัย (https) เป็นของเว็บไซต์ชื่ออื่น",
        "ตรวจว่าลิงก์ใช้ชื่อเว็บไซต์ถูกต้อง (เช่น มีหรือไม่มี www) หรือให้ผู้ดูแลออกใบรับรองให้ครบทุกชื่อ",
        "The website's certificate is for another host name",
        "Check the host in the link (with or without www), or have a certificate issued for all its names",
    ),
    Cause.TLS_UNTRUSTED: _cause(
        "ผู้ออกใบรับรองความปลอดภัย (https) ไม่เป็นที่เชื่อถือ",
        "ให้ผู้ดูแลเว็บไซต์ติดตั้งใบรับรองจากผู้ออกที่เบราว์เซอร์เชื่อถือ",
        "The authority behind the website's certificate is not trusted",
        "Have a certificate installed from an authority that browsers trust",
    ),
    Cause.TLS_CHAIN: _cause(
        "ติดตั้งใบรับรองความปลอดภัย (https) ไม่ครบสาย",
        "ให้ผู้ดูแลเว็บไซต์ติดตั้งใบรับรองชั้นกลาง (intermediate) เพิ่มบนเครื่องแม่ข่าย",
        "The website's certificate lacks the chain that leads to its authority",
        "Have the intermediate certificate installed on the server",
    ),
    Cause.TLS_OLD: _cause(
        "เว็บไซต์ใช้การเข้ารหัสรุ่นเก่าที่เบราว์เซอร์เลิกใช้แล้ว",
        "ให้ผู้ดูแลเครื่องแม่ข่ายเปิดใช้ TLS 1.2 ขึ้นไป",
        "The website uses an old encryption that browsers have given up",
        "Have TLS 1.2 or later switched on at the server",
    ),
    Cause.TOO_MANY_REDIRECTS: _cause(
        "หน้าเว็บส่งต่อหลายทอดเกินกว่าที่เบราว์เซอร์ยอม",
        "แก้ลิงก์ให้ชี้ไปยังหน้าปลายทางโดยตรง และให้ผู้ดูแลเว็บไซต์แก้การส่งต่อ",
        "The page redirects more often than browsers allow",
        "Link to the last page directly, and have the redirects mended",
    ),
    Cause.REDIRECT_HOME: _cause(
        "ลิงก์ถูกส่งต่อไปหน้าแรก ไม่ถึงเนื้อหา",
        "เนื้อหาเดิมน่าจะถูกย้ายหรือลบ ให้หาที่อยู่ปัจจุบันแล้วแก้ลิงก์",
        "The link leads to the home page instead of its content",
        "The content was probably moved or removed: find its present address and correct the link",
    ),
    Cause.SOFT_NOT_FOUND: _cause(
        "เปิดได้แต่เป็นหน้าแจ้งว่าไม่พบหรือแจ้งข้อผิดพลาด",
        "แก้ลิงก์ให้ตรงกับที่อยู่ปัจจุบัน หรือนำเนื้อหากลับขึ้นเว็บไซต์",
        "It opens, but only to say that nothing is there or that something failed",
        "Correct the link, or put the content back",
    ),
    Cause.EMPTY_FILE: _cause(
        "ไฟล์มีขนาดศูนย์ ไม่มีเนื้อหา",
        "นำไฟล์ต้นฉบับขึ้นใหม่ แล้วทดลองดาวน์โหลดมาเปิด",
        "The file has no bytes at all",
        "Upload the original again, then download and open it to see",
    ),
    Cause.DAMAGED: _cause(
        "ไฟล์เสีย โปรแกรมทั่วไปเปิดไม่ได้",
        "บันทึกไฟล์จากต้นฉบับใหม่แล้วนำขึ้นแทน และทดลองดาวน์โหลดมาเปิด",
        "The file is damaged: ordinary programs cannot open it",
        "Save it anew from the original and upload that, then download and open it to see",
    ),
    Cause.PARKED: _cause(
        "โดเมนปลายทางหมดอายุ ถูกระงับ หรือเปลี่ยนเจ้าของ",
        "ลบหรือเปลี่ยนลิงก์โดยเร็ว เพราะโดเมนที่หลุดมือมักกลายเป็นเว็บพนันหรือเว็บหลอกลวง",
        "The domain has expired, was suspended or has changed hands",
        "Remove or change the link soon: lost domains often end with gambling or fraud",
    ),
    Cause.NO_FRAGMENT: _cause(
        "เปิดหน้าได้แต่ไม่มีหัวข้อที่ลิงก์ชี้ถึง (#)",
        "แก้ส่วนท้ายลิงก์หลังเครื่องหมาย # ให้ตรงกับหัวข้อในหน้านั้น หรือลบส่วนนั้นออก",
        "The page opens, but has no such place (#) as the link names",
        "Correct what follows the # to a place on that page, or leave it out",
    ),
    Cause.MALFORMED: _cause(
        "ที่อยู่ในลิงก์เขียนผิดรูปแบบ",
        "แก้ที่อยู่ในลิงก์ เช่น เว้นวรรคหรือเครื่องหมายที่เกินมา หรือ http:// ที่ซ้ำกัน",
        "The address in the link is malformed",
        "Correct it: spaces or signs that do not belong there, or http:// written twice",
    ),
    Cause.MIXED_CONTENT: _cause(
        "หน้า https เรียกใช้ไฟล์ผ่าน http ซึ่งเบราว์เซอร์ปิดกั้น",
        "เปลี่ยนที่อยู่ของภาพ สคริปต์ หรือไฟล์นั้นจาก http:// เป็น https://",
        "An https page loads something by http, which browsers block",
        "Change the address of that picture, script or file from http:// to https://",
    ),
    Cause.LOCAL_ADDRESS: _cause(
        "ลิงก์ชี้ไปยังไฟล์หรือเครื่องคอมพิวเตอร์ของผู้จัดทำ",
        "นำไฟล์ขึ้นเว็บไซต์ แล้วแก้ลิงก์ให้ชี้ไปยังไฟล์บนเว็บไซต์",
        "The link points to a file or machine of whoever made the page",
        "Upload the file to the website, and link to it there",
    ),
}
