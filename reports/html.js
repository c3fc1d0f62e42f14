// Filters items and findings, opens what the address names, copies links, and opens everything for printing.
// Nothing works only here: without scripts the page is whole.
(() => {
  "use strict";
  const thai = document.documentElement.dataset.digits === "thai";
  const written = (number) =>
    thai ? String(number).replace(/[0-9]/g, (digit) => String.fromCharCode(0x0e50 + Number(digit))) : String(number);
  const plain = (text) =>
    text.normalize("NFC").toLowerCase().replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50).replace(/\s+/g, " ");
  const remember = (hash) => {
    try {
      history.replaceState(null, "", location.href.split("#")[0] + hash);
    } catch {
      // Some viewers forbid it: the filter works all the same.
    }
  };

  const filterOf = (form) => {
    const entries = [...document.querySelectorAll(form.dataset.entries)];
    const groups = [...document.querySelectorAll(form.dataset.groups)].reverse();
    const rest = document.querySelector(`#${form.dataset.part} .rest`);
    const shown = form.querySelector(".shown");
    const names = ["verdict", "owner", "text"].filter((name) => form.elements[name]);
    let known = null;

    const facts = (entry) => ({
      entry,
      text: plain(entry.textContent),
      owners: (entry.dataset.owner || "").split(" "),
      verdict: entry.dataset.verdict || "",
    });
    const apply = () => {
      const verdict = form.elements.verdict?.value || "";
      const choice = form.elements.owner;
      const owner = choice?.value ? choice.selectedOptions[0].dataset.number : "";
      const words = plain(form.elements.text.value).trim().split(" ");
      const all = !verdict && !owner && words.join("") === "";
      if (all && !known) return entries.length;
      known ??= entries.map(facts);
      let count = 0;
      for (const one of known) {
        const fits =
          (!verdict || one.verdict === verdict) &&
          (!owner || one.owners.includes(owner)) &&
          words.every((word) => one.text.includes(word));
        one.entry.hidden = !fits;
        count += fits ? 1 : 0;
      }
      for (const group of groups)
        group.hidden = !group.querySelector(`${form.dataset.part === "items" ? ".item" : ".entry"}:not([hidden])`);
      if (rest) rest.open = !all && Boolean(rest.querySelector("li:not([hidden])"));
      shown.textContent = all
        ? ""
        : shown.dataset.words.replace("{shown}", written(count)).replace("{all}", written(entries.length));
      return count;
    };
    const hash = () => {
      const chosen = new URLSearchParams();
      for (const name of names) if (form.elements[name].value) chosen.set(name, form.elements[name].value);
      return chosen.toString() === "" ? "" : `#${form.dataset.part}?${chosen}`;
    };
    const choose = (values) => {
      form.reset(); // what the page does not know (an owner of another report) is everything
      for (const [name, value] of Object.entries(values)) {
        if (!names.includes(name)) continue;
        const field = form.elements[name];
        const known = [...(name === "text" ? [] : field.options || field)].find((one) => one.value === value);
        if (name === "text") field.value = value;
        else if (known && field.options) field.value = value;
        else if (known) known.checked = true;
      }
      apply();
    };
    const changed = () => {
      apply();
      remember(hash());
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", changed);
    form.querySelector("[data-clear]").addEventListener("click", () => {
      form.reset();
      changed();
    });
    return { form, apply, choose, changed, part: document.getElementById(form.dataset.part) };
  };

  const filters = new Map([...document.querySelectorAll("form.filter")].map((form) => [form.dataset.part, filterOf(form)]));
  const items = [...document.querySelectorAll(".item")];
  const ofItems = filters.get("items");

  const follow = (behavior = "auto") => {
    const asked = /^#(items|findings)\?(.*)$/.exec(location.hash);
    if (asked && filters.has(asked[1])) {
      const one = filters.get(asked[1]);
      one.choose(Object.fromEntries(new URLSearchParams(asked[2])));
      one.part.scrollIntoView({ behavior });
      return;
    }
    const named = items.find((item) => "#" + encodeURIComponent(item.id) === location.hash);
    const inside = named ? null : /^#picture-\d+$/.test(location.hash) && document.querySelector(location.hash);
    const target = named || (inside && inside.closest(".item"));
    if (!target) return;
    if (target.hidden) ofItems.choose({});
    target.open = true;
    (inside || target).scrollIntoView({ behavior });
    if (named) target.querySelector("summary").focus({ preventScroll: true });
  };

  const copied = async (link) => {
    const text = location.href.split("#")[0] + link.hash;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      link.focus();
    }
    link.parentElement.querySelector(".done").textContent = link.dataset.done;
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

  for (const button of document.querySelectorAll("[data-open]"))
    button.addEventListener("click", () => {
      for (const item of items) if (!item.hidden) item.open = Boolean(button.dataset.open);
    });
  for (const count of document.querySelectorAll("a[data-verdict]"))
    count.addEventListener("click", (event) => {
      event.preventDefault();
      ofItems.choose({ verdict: count.dataset.verdict });
      ofItems.changed();
      ofItems.part.scrollIntoView();
      ofItems.form.querySelector("input:checked").focus({ preventScroll: true });
    });
  addEventListener("hashchange", () => follow());
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    if (link.classList.contains("copy")) {
      event.preventDefault();
      copied(link);
    } else if (link.hash === location.hash) follow();
  });
  addEventListener("beforeprint", openForPrint);
  addEventListener("afterprint", closeAfterPrint);
  follow("instant");
  const first = location.hash;
  // Again after the browser's own jump, which takes the focus away; not when somebody was quicker.
  addEventListener("load", () => setTimeout(() => location.hash === first && follow("instant")));
})();
