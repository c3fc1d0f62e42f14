// Filters the broken links in both lists. Nothing works only here.
(() => {
  "use strict";
  const form = document.querySelector(".filter");
  if (!form) return;
  const entries = [...document.querySelectorAll(".entry")];
  const groups = [...document.querySelectorAll(".group")];
  const shown = form.querySelector(".shown");
  const plain = (text) =>
    text.normalize("NFC").toLowerCase().replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50).replace(/\s+/g, " ");
  const facts = new Map(); // of each link, by the entry that tells them
  for (const one of entries) if (one.dataset.cause) facts.set(one.dataset.link, one.dataset);
  const texts = new Map(); // what both lists say of a link is searched in either
  const read = () => {
    for (const one of entries) {
      const page = one.closest(".page");
      const text = plain((page ? page.querySelector("h4").textContent : "") + " " + one.textContent);
      texts.set(one.dataset.link, (texts.get(one.dataset.link) || "") + " " + text);
    }
  };

  const filter = () => {
    const { cause, kind, state, words } = form.elements;
    const parts = plain(words.value).trim().split(" ").filter(Boolean);
    if (parts.length && !texts.size) read();
    const fitting = new Set();
    for (const [link, fact] of facts)
      if (
        (!cause.value || fact.cause === cause.value) &&
        (!kind.value || fact.kinds.split(" ").includes(kind.value)) &&
        (!state.value || fact.state === state.value) &&
        parts.every((part) => texts.get(link).includes(part))
      )
        fitting.add(link);
    for (const one of entries) one.hidden = !fitting.has(one.dataset.link);
    for (const one of groups) one.hidden = !one.querySelector(".entry:not([hidden])");
    shown.textContent =
      fitting.size === facts.size ? "" : shown.dataset.words.replace("{shown}", fitting.size).replace("{all}", facts.size);
  };
  const follow = () => {
    const target = entries.find((one) => one.id && "#" + one.id === location.hash);
    if (!target) return;
    if (target.hidden) {
      form.reset();
      filter();
    }
    target.scrollIntoView();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  addEventListener("hashchange", follow);
})();
