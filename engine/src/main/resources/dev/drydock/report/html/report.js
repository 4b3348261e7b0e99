"use strict";
// The page says everything without this: it only adds a filter, and columns that sort.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  table.tHead.querySelectorAll("th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[column].dataset.key ?? row.cells[column].textContent;
      const order = (one, other) => key(one).localeCompare(key(other), "en", { numeric: true });
      rows.sort((one, other) => (down ? order(other, one) : order(one, other)));
      body.append(...rows);
    });
  });
  const filter = document.createElement("div");
  filter.className = "filter";
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = "Filter: a name, an id, critical, act …";
  input.setAttribute("aria-label", "Filter the findings");
  const count = document.createElement("span");
  count.className = "faint small";
  count.setAttribute("aria-live", "polite");
  filter.append(input, count);
  (table.closest(".scroll") ?? table).before(filter);
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => texts.get(row).includes(word));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = words.length === 0 ? "" : shown + " of " + rows.length;
  });
}
