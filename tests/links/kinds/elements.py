"""The elements in which a page carries links, each with one link as it is written."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping

HEAD: Mapping[str, str] = {
    "meta-refresh": '<meta http-equiv="refresh" content="600; url={w}">',
    "canonical": '<link rel="canonical" href="{w}">',
    "alternate": '<link rel="alternate" type="application/rss+xml" href="{w}" title="RSS">',
    "icon": '<link rel="shortcut icon" href="{w}">',
    "touch-icon": '<link rel="apple-touch-icon" sizes="180x180" href="{w}">',
    "manifest": '<link rel="manifest" href="{w}">',
    "stylesheet": '<link rel="stylesheet" href="{w}">',
    "print-stylesheet": '<link rel="stylesheet" media="print" href="{w}">',
    "preload": '<link rel="preload" as="font" href="{w}" crossorigin>',
    "preconnect": '<link rel="preconnect" href="{w}">',
    "dns-prefetch": '<link rel="dns-prefetch" href="{w}">',
    "pingback": '<link rel="pingback" href="{w}">',
    "profile": '<link rel="profile" href="{w}">',
    "edit-uri": '<link rel="EditURI" type="application/rsd+xml" href="{w}">',
    "og-image": '<meta property="og:image" content="{w}">',
    "twitter-image": '<meta name="twitter:image" content="{w}">',
    "og-type": '<meta property="og:type" content="article" data-schema="{w}">',
    "style-element": "<style>.banner {{ background: url({w}) }}</style>",
    "style-import": "<style>@import '{w}';</style>",
    "style-comment": "<style>/* .old {{ background: url({w}) }} */ p {{ color: #222 }}</style>",
    "font-face": "<style>@font-face {{ font-family: Sample; src: local('x'), url('{w}') format('woff2') }}</style>",
    "head-script": '<script src="{w}" defer></script>',
    "json-ld": '<script type="application/ld+json">{{"@context": "{w}", "@type": "GovernmentOrganization"}}</script>',
    "script-string": '<script>var settings = {{"ajaxurl": "{w}"}};</script>',
    "conditional-comment": '<!--[if lt IE 9]><script src="{w}"></script><![endif]-->',
}
BODY: Mapping[str, str] = {
    "a": '<a href="{w}">{t}</a>',
    "a-single-quotes": "<a class=link href='{w}'>{t}</a>",
    "a-unquoted": "<a href={w}>{t}</a>",
    "a-upper-case": '<A HREF="{w}">{t}</A>',
    "a-image": '<a href="{w}"><img src="/images/logo.png" alt="{t}"></a>',
    "a-title": '<a href="{w}" title="{t}"></a>',
    "a-aria": '<a href="{w}" aria-label="{t}"><i class="icon"></i></a>',
    "a-download": '<a href="{w}" download>{t}</a>',
    "a-svg": '<svg width="20" height="20"><a xlink:href="{w}"><text y="15">{t}</text></a></svg>',
    "area": '<img src="/images/logo.png" alt="แผนที่" usemap="#m{n}"><map name="m{n}">'
    '<area shape="rect" coords="0,0,9,9" href="{w}" alt="{t}"></map>',
    "img": '<img src="{w}" alt="{t}">',
    "img-srcset": '<img src="/images/logo.png" srcset="/images/logo.png 1x, {w} 2x" alt="{t}">',
    "picture-source": '<picture><source srcset="{w}" type="image/webp"><img src="/images/logo.png" alt="{t}">'
    "</picture>",
    "img-data-src": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" data-src="{w}" class="lazyload" '
    'alt="{t}">',
    "img-data-original": '<img class="lazy" data-original="{w}" alt="{t}">',
    "img-data-srcset": '<img class="lazyload" data-srcset="{w} 400w" src="/images/logo.png" alt="{t}">',
    "data-bg": '<div class="lazyload" data-bg="{w}">{t}</div>',
    "input-image": '<form action="/contact.html"><input type="image" src="{w}" alt="{t}"></form>',
    "background": '<table background="{w}"><tr><td>{t}</td></tr></table>',
    "style-attribute": "<div style=\"background-image: url('{w}')\">{t}</div>",
    "svg-image": '<svg width="20" height="20"><image href="{w}"/></svg>',
    "svg-use": '<svg width="20" height="20"><use xlink:href="{w}"/></svg>',
    "script": '<script src="{w}"></script>',
    "iframe": '<iframe src="{w}" title="{t}"></iframe>',
    "iframe-data-src": '<iframe data-src="{w}" class="lazyload" title="{t}"></iframe>',
    "object": '<object data="{w}" type="application/pdf">{t}</object>',
    "embed": '<embed src="{w}" type="application/pdf">',
    "video": '<video src="{w}" controls></video>',
    "video-poster": '<video poster="{w}" controls></video>',
    "video-source": '<video controls><source src="{w}" type="video/mp4"></video>',
    "track": '<video controls><track src="{w}" kind="captions"></video>',
    "audio": '<audio src="{w}" controls></audio>',
    "audio-source": '<audio controls><source src="{w}" type="audio/mpeg"></audio>',
    "form-get": '<form action="{w}"><input name="q"><button>{t}</button></form>',
    "form-post": '<form action="{w}" method="post"><input name="subject"><button>{t}</button></form>',
    "formaction": '<form action="/contact.html"><button formaction="{w}">{t}</button></form>',
    "onclick": "<button onclick=\"location.href='{w}'\">{t}</button>",
    "onclick-open": "<div onclick=\"window.open('{w}', '_blank')\">{t}</div>",
    "javascript-open": "<a href=\"javascript:window.open('{w}')\">{t}</a>",
    "select-jump": '<select onchange="location = this.value"><option value="">เลือก</option>'
    '<option value="{w}">{t}</option></select>',
    "noscript": '<noscript><a href="{w}">{t}</a></noscript>',
    "comment": '<!-- <a href="{w}">{t}</a> -->',
    "template": '<template><a href="{w}">{t}</a></template>',
    "script-template": '<script type="text/template"><a href="{w}">{t}</a></script>',
    "textarea": "<textarea><a href='{w}'>{t}</a></textarea>",
    "escaped-code": "<pre>&lt;a href=&quot;{w}&quot;&gt;{t}&lt;/a&gt;</pre>",
    "plain-text": "<p>{t}: {w}</p>",
    "cite": '<blockquote cite="{w}">{t}</blockquote>',
    "itemtype": '<div itemscope itemtype="{w}">{t}</div>',
    "data-attribute": '<div data-share-target="{w}">{t}</div>',
    "inserted": '<div id="in{n}"></div><script>(function(){{var a=document.createElement("a");'
    'a.href={js}.join("");a.textContent="{t}";document.getElementById("in{n}").appendChild(a);}})();</script>',
    "inserted-later": '<div id="in{n}"></div><script>setTimeout(function(){{document.getElementById("in{n}").innerHTML='
    '"<img alt=x src=\\""+{js}.join("")+"\\">";}}, 300);</script>',
    "raw": "{w}",
}
# Links that stand in another file, which the page names: its suffix, its type, and the page's element for it.
FILES: Mapping[str, tuple[str, str]] = {
    "css-file": ("css", "text/css"),
    "css-file-import": ("css", "text/css"),
    "css-imported": ("css", "text/css"),
    "pdf": ("pdf", "application/pdf"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "docx-field": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "xlsx-formula": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "frame-page": ("html", "text/html; charset=utf-8"),
}
CSS: Mapping[str, Callable[[str], str]] = {
    "css-file": lambda written: f".seal {{ background: #fff url('{written}') no-repeat }}\n",
    "css-file-import": lambda written: f'@import url("{written}");\nbody {{ color: #222 }}\n',
    "css-imported": lambda written: f".seal {{ background: url({written}) }}\n",
}


def markup(element: str, written: str, text: str, number: int, *, raw: bool = False) -> str:
    """Return the markup of one link; `raw` leaves it unescaped."""
    shown = written if raw or element in ("style-element", "json-ld", "raw") else html.escape(written, quote=True)
    third = max(1, len(written) // 3)
    pieces = json.dumps([written[:third], written[third : 2 * third], written[2 * third :]])
    template = HEAD.get(element) or BODY[element]
    return template.format(w=shown, t=html.escape(text), n=number, js=pieces)
