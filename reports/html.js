// Filters items, opens the item that the address names, and opens everything for printing. Nothing works only here.
(() => {
  "use strict";
  const items = [...document.querySelectorAll(".item")];
  const form = document.querySelector(".filter");
  const search = document.getElementById("search");
  const shown = form.querySelector(".shown");
  const groups = [...document.querySelectorAll("#items .group")].reverse();
  const plain = (text) =>
    text.normalize("NFC").toLowerCase().replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50).replace(/\s+/g, " ");
  const texts = new Map(items.map((item) => [item, plain(item.textContent)]));

  const filter = () => {
    const verdict = form.elements.verdict.value;
    const words = plain(search.value).trim().split(" ");
    let count = 0;
    for (const item of items) {
      const fits = (!verdict || item.dataset.verdict === verdict) && words.every((word) => texts.get(item).includes(word));
      item.hidden = !fits;
      count += fits ? 1 : 0;
    }
    for (const group of groups) group.hidden = !group.querySelector(".item:not([hidden])");
    shown.textContent =
      count === items.length ? "" : shown.dataset.words.replace("{shown}", count).replace("{all}", items.length);
  };
  const choose = (verdict) => {
    const button = form.querySelector(`input[value="${verdict}"]`);
    if (button) button.checked = true;
    search.value = "";
    filter();
  };

  const follow = () => {
    const target = items.find((item) => "#" + encodeURIComponent(item.id) === location.hash);
    if (!target) return;
    if (target.hidden) choose("");
    target.open = true;
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
  };

  let opened = [];
  const openForPrint = () => {
    opened = [...document.querySelectorAll("details:not([open]):not([data-unprinted])")];
    for (const one of opened) one.open = true;
  };
  const closeAfterPrint = () => {
    for (const one of opened) one.open = false;
    opened = [];
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  for (const button of form.querySelectorAll("[data-open]"))
    button.addEventListener("click", () => {
      for (const item of items) if (!item.hidden) item.open = Boolean(button.dataset.open);
    });
  for (const count of document.querySelectorAll("a[data-verdict]"))
    count.addEventListener("click", () => choose(count.dataset.verdict));
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) follow();
  });
  addEventListener("beforeprint", openForPrint);
  addEventListener("afterprint", closeAfterPrint);
  filter();
  follow();
  addEventListener("load", () => setTimeout(follow)); // after the browser's own jump, which takes the focus away
})();
