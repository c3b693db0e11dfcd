// What a page can do besides being read: filter and sort tables, copy citations, and show what a link leads to.
// Without it every word is still there. It asks for nothing and stores nothing; text of the page is only ever set as text.
(() => {
  "use strict";
  const FEWEST_ROWS = 12;
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  const make = (name, className, text = "") => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };
  const makeButton = (text, act) => {
    const button = make("button", "er-button", text);
    button.type = "button";
    button.addEventListener("click", () => act(button));
    return button;
  };

  // What happened is also said to readers who listen.
  const status = make("p", "unseen");
  status.setAttribute("role", "status");
  document.body.append(status);

  // --- tables

  const setUpTable = (table) => {
    const body = table.tBodies[0];
    if (table.tBodies.length !== 1 || body.rows.length < FEWEST_ROWS) return;
    const rows = [...body.rows];
    addFilter(table, rows);
    const headers = table.tHead && table.tHead.rows.length === 1 ? [...table.tHead.rows[0].cells] : [];
    if (rows.every((row) => row.cells.length === headers.length)) {
      headers.forEach((header, column) => addSorting(header, column, headers, rows, body));
    }
  };

  const addFilter = (table, rows) => {
    const count = make("span", "er-count", `${rows.length} rows`);
    count.setAttribute("role", "status");
    const field = make("input", "");
    field.type = "search";
    field.autocomplete = "off";
    const label = make("label", "", "Filter the rows ");
    label.append(field);
    const title = table.caption ?? table.closest("details")?.querySelector("summary");
    if (title) field.setAttribute("aria-label", `Filter the rows of: ${title.textContent}`);
    let texts;
    field.addEventListener("input", () => {
      texts ??= rows.map((row) => row.textContent.toLowerCase());
      const words = field.value.toLowerCase().split(/\s+/);
      rows.forEach((row, index) => { row.hidden = !words.every((word) => texts[index].includes(word)); });
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = shown === rows.length ? `${shown} rows` : `${shown} of ${rows.length} rows`;
    });
    const tools = make("div", "er-tools");
    tools.append(label, count);
    (table.closest(".er-box") ?? table).before(tools);
    table.addEventListener("er-show-all", () => { field.value = ""; field.dispatchEvent(new Event("input")); });
  };

  const addSorting = (header, column, headers, rows, body) => {
    const isNumber = header.classList.contains("number");
    const button = make("button", "er-sort");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const next = { none: "ascending", ascending: "descending", descending: "none" };
      const order = next[header.getAttribute("aria-sort") ?? "none"];
      headers.forEach((other) => other.removeAttribute("aria-sort"));
      if (order !== "none") header.setAttribute("aria-sort", order);
      body.append(...(order === "none" ? rows : sorted(rows, column, isNumber, order === "descending" ? -1 : 1)));
    });
  };

  // Rows that are equal keep their order; an empty cell, which is unknown, comes last either way.
  const sorted = (rows, column, isNumber, sign) => {
    const keys = new Map(rows.map((row) => [row, keyOf(row.cells[column], isNumber)]));
    const compare = isNumber ? (one, other) => one - other : collator.compare;
    return [...rows].sort((a, b) => {
      const [one, other] = [keys.get(a), keys.get(b)];
      if (one === null || other === null) return (one === null) - (other === null);
      return sign * compare(one, other);
    });
  };

  const keyOf = (cell, isNumber) => {
    const text = cell.textContent.trim();
    if (!isNumber) return text.slice(0, 200) || null;
    const number = parseFloat(text.replace(/[\s,]/g, "").replace("\u2212", "-").replace(/^[<>\u2264\u2265=~]+/, ""));
    return Number.isNaN(number) ? null : number;
  };

  // --- citations to copy

  const setUpCopy = (citation) => {
    const text = citation.textContent.trim();
    const select = () => {
      const range = document.createRange();
      range.setStart(citation, 0);
      range.setEndBefore(button);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      say("Selected; copy it with your keyboard");
    };
    const say = (words) => {
      status.textContent = words;
      button.textContent = words;
      setTimeout(() => { button.textContent = "Copy"; }, 4000);
    };
    const button = makeButton("Copy", () => {
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => say("Copied"), select);
      else select();
    });
    citation.append(" ", button);
  };

  // --- what a link leads to

  const nameInAddress = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };

  const showTarget = () => {
    document.querySelectorAll(".is-target").forEach((element) => element.classList.remove("is-target"));
    const name = nameInAddress();
    if (!name) return;
    document.querySelectorAll(`[data-s~="${CSS.escape(name)}"]`).forEach((element) => element.classList.add("is-target"));
    const target = document.getElementById(name);
    if (!target) return;
    if (target.closest("tr[hidden]")) target.closest("table").dispatchEvent(new Event("er-show-all"));
    const inside = target.matches("tr") && target.querySelector("details");
    if (inside) inside.open = true;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  };

  // --- menus

  const menus = [...document.querySelectorAll("nav.site details")];
  document.addEventListener("click", (event) => {
    menus.filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  document.querySelectorAll("table.er-table").forEach(setUpTable);
  document.querySelectorAll(".er-copy").forEach(setUpCopy);
  addEventListener("hashchange", showTarget);
  showTarget();
})();
