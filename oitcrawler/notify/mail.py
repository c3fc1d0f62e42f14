"""E-mail: one message with text and page, through a server that takes mail."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from ..errors import UsageError
from ..model import Lang, Text
from .model import News
from .passwords import from_place
from .settings import Email, Settings
from .words import as_page, as_text, subject

_MOST_TOLD: Final = 200


def message_of(news: News, email: Email, lang: Lang) -> EmailMessage:
    """Return the message. Its id is made of the run and its readers, so that what is sent twice is seen to be one."""
    message = EmailMessage(policy=SMTP)
    message["From"] = email.sender
    message["To"] = ", ".join(email.to)
    message["Subject"] = subject(news, lang)
    message["Date"] = format_datetime(news.finished_at)
    message["Message-ID"] = f"<{_number(news, email)}@{email.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: keeps answering machines from answering
    message.set_content(as_text(news, lang), cte="base64")
    message.add_alternative(as_page(news, lang), subtype="html", cte="base64")
    return message


def send_mail(news: News, settings: Settings, email: Email, environment: Mapping[str, str]) -> Text | None:
    """Send the news; return what went wrong, without any password."""
    try:
        password = from_place(email.password_env, email.password_file, settings.folder, environment)
        context = _trust(email, settings.folder)
        message = message_of(news, email, settings.lang)
        refused = _delivered(message, email, password, context)
    except UsageError as error:
        return _trouble(email, error.text)
    except smtplib.SMTPAuthenticationError as error:
        # The server's own words are not told: some repeat what they were sent.
        return _trouble(
            email,
            Text(f"เซิร์ฟเวอร์ไม่รับชื่อผู้ใช้หรือรหัสผ่าน ({error.smtp_code})", f"user or password refused ({error.smtp_code})"),
        )
    except smtplib.SMTPRecipientsRefused as error:
        return _trouble(email, _not_taken(sorted(error.recipients)))
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        return _trouble(email, _reason(error))
    return _trouble(email, _not_taken(sorted(refused))) if refused else None


def _delivered(
    message: EmailMessage, email: Email, password: str | None, context: ssl.SSLContext
) -> Mapping[str, object]:
    with _connected(email, context) as server:
        if email.security == "starttls":
            server.starttls(context=context)
        if email.user is not None and password is not None:
            server.login(email.user, password)
        return server.send_message(message, email.sender, list(email.to))


def _connected(email: Email, context: ssl.SSLContext) -> smtplib.SMTP:
    if email.security == "ssl":
        return smtplib.SMTP_SSL(email.host, email.usual_port, timeout=email.timeout, context=context)
    return smtplib.SMTP(email.host, email.usual_port, timeout=email.timeout)


def _trust(email: Email, folder: Path) -> ssl.SSLContext:
    place = str(folder / Path(email.ca_file).expanduser()) if email.ca_file is not None else None
    return ssl.create_default_context(cafile=place)


def _number(news: News, email: Email) -> str:
    words = "\x1f".join((news.site, news.run_id, news.finished_at.isoformat(), *email.to))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _reason(error: smtplib.SMTPException | OSError | UnicodeError) -> Text:
    if isinstance(error, TimeoutError):
        return Text("เซิร์ฟเวอร์ไม่ตอบภายในเวลาที่กำหนด", "the server did not answer in time")
    if isinstance(error, UnicodeError):
        return Text("ชื่อเซิร์ฟเวอร์หรือรหัสผ่านมีอักขระที่ใช้ไม่ได้", "the host or the password has characters that cannot be sent")
    if isinstance(error, smtplib.SMTPResponseException):
        return Text(f"เซิร์ฟเวอร์ตอบรหัส {error.smtp_code}", f"the server answered with code {error.smtp_code}")
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Text("เซิร์ฟเวอร์ตัดสายหรือไม่ตอบภายในเวลาที่กำหนด", "the server hung up, or did not answer in time")
    line = " ".join(str(error).split())[:_MOST_TOLD] or type(error).__name__
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Text(f"เซิร์ฟเวอร์ไม่รองรับ: {line}", line)
    return Text(f"ติดต่อไม่ได้: {line}", f"cannot be reached: {line}")


def _not_taken(recipients: list[str]) -> Text:
    named = ", ".join(recipients)
    return Text(f"เซิร์ฟเวอร์ไม่รับผู้รับ {named}", f"the server does not take mail for {named}")


def _trouble(email: Email, why: Text) -> Text:
    return Text(f"ส่งอีเมลผ่าน {email.host} ไม่สำเร็จ: {why.th}", f"no e-mail could be sent through {email.host}: {why.en}")
