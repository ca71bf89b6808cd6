// Filters the option table and moves it to another day or under an assumption, from the data in the page.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const { days, pathways, options } = JSON.parse(byId("data").textContent);
  const board = byId("board"), day = byId("day"), assume = byId("assume"), search = byId("search");
  const bar = byId("bar"), tally = byId("tally"), shown = byId("shown");
  const facets = [...board.querySelectorAll("[data-facet]")];
  const last = days.length - 1;
  const third = document.querySelector("#options thead th:nth-child(3)");
  const caption = document.querySelector("#options caption");

  const rows = [...document.querySelectorAll("#options tbody tr")].map((row) => ({
    row,
    option: options[row.dataset.id],
    words: `${row.dataset.id} ${row.textContent}`.toLowerCase(),
    cells: [1, 2, 3].map((n) => [...row.cells[n].childNodes]),
    facet: (key) => row.dataset[key].split(" "),
    now: row.dataset.pathway.split(" "),
  }));
  const set = (bits) => pathways.filter((_, n) => bits & (1 << n));

  const toned = (word) => {
    const span = document.createElement("span");
    span.className = `tone-${word === "none" ? "muted" : word}`;
    span.textContent = word;
    return span;
  };
  const listed = (items, separator) => items.flatMap((item, n) => (n ? [separator, item] : [item]));
  const pathwayCell = (counted, outlying) => [
    ...listed(counted.map(toned), " | "),
    ...(outlying.length ? [" (outlying: ", ...listed(outlying.map(toned), ", "), ")"] : []),
  ];
  const moverCell = (movers) => listed(movers.map(([name, address]) => {
    if (!address) return document.createTextNode(name);
    const link = document.createElement("a");
    link.href = address;
    link.textContent = name;
    return link;
  }), ", ");

  // What a row says on the day and under the assumption chosen.
  const move = (one, at, assumed) => {
    const [pathway, law, earliest] = [1, 2, 3].map((n) => one.row.cells[n]);
    const asBuilt = () => [pathway, law, earliest].forEach((cell, n) => cell.replaceChildren(...one.cells[n]));
    one.now = one.row.dataset.pathway.split(" ");
    if (at < last) {
      const then = one.option.past.filter((interval) => interval[0] <= at).pop();
      one.now = then ? set(then[1]) : [];
      pathway.replaceChildren(...(then ? pathwayCell(one.now, set(then[2])) : ["not encoded"]));
      law.replaceChildren(...(then ? moverCell(then[3]) : []));
      earliest.replaceChildren("-");
    } else if (assumed in one.option.assumed) {
      const [counted, outlying] = one.option.assumed[assumed];
      one.now = set(counted);
      pathway.replaceChildren(...pathwayCell(one.now, set(outlying)), " (moved)");
      law.replaceChildren("under the assumption");
      earliest.replaceChildren("-");
    } else {
      asBuilt();
    }
  };

  const fits = (one) => {
    const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    return wanted.every((word) => one.words.includes(word)) && facets.every((facet) => {
      if (!facet.value) return true;
      return (facet.id === "pathway" ? one.now : one.facet(facet.id)).includes(facet.value);
    });
  };

  const show = () => {
    const at = Number(day.value);
    shown.value = days[at];
    day.setAttribute("aria-valuetext", days[at]);
    third.textContent = at < last ? "last moved by" : "controlled by";
    caption.textContent = `Relief options as of ${days[at]}` +
      (assume.value ? `, assumed: ${assume.selectedOptions[0].textContent}` : "");
    const counts = new Map(pathways.map((word) => [word, 0]));
    let seen = 0;
    for (const one of rows) {
      move(one, at, assume.value);
      one.row.hidden = !fits(one);
      if (one.row.hidden) continue;
      seen += 1;
      const hardest = one.now[one.now.length - 1];
      if (hardest) counts.set(hardest, counts.get(hardest) + 1);
    }
    bar.replaceChildren(...pathways.map((word) => {
      const span = document.createElement("span");
      span.className = `fill-${word}`;
      span.style.flexGrow = counts.get(word);
      return span;
    }));
    const parts = pathways.filter((word) => counts.get(word)).map((word) => `${counts.get(word)} ${word}`);
    tally.textContent = `${seen} of ${rows.length} options; by the hardest pathway: ${parts.join(", ") || "none"}.`;
  };

  // A day and an assumption exclude each other: assumptions are known for the last day alone.
  day.addEventListener("input", () => { assume.value = ""; show(); });
  assume.addEventListener("change", () => { day.value = last; show(); });
  search.addEventListener("input", show);
  facets.forEach((facet) => facet.addEventListener("change", show));
  board.addEventListener("reset", () => setTimeout(show));
  board.addEventListener("submit", (event) => event.preventDefault());
  board.hidden = false;
  show();
})();
