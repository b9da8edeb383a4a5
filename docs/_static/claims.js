// The filter of the page of claims. Without this file the page shows all of them, folded.
(() => {
  const form = document.querySelector(".claims-filter");
  if (!form) return;
  const rows = [...document.querySelectorAll(".claim")];
  const chapters = [...document.querySelectorAll("details.chapter")];
  const text = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

  function update() {
    const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = form.kind.value;
    const chosen = form.chapter.value;
    const filtered = words.length > 0 || kind !== "" || chosen !== "";
    for (const row of rows) {
      const fits = words.every((word) => text.get(row).includes(word));
      const elsewhere = chosen !== "" && row.closest("details.chapter").dataset.chapter !== chosen;
      row.hidden = !fits || elsewhere || (kind !== "" && !row.classList.contains(`kind-${kind}`));
    }
    for (const chapter of chapters) {
      const some = [...chapter.querySelectorAll(".claim")].some((row) => !row.hidden);
      chapter.hidden = !some;
      chapter.open = form.open.checked || (filtered && some);
    }
    const left = rows.filter((row) => !row.hidden).length;
    form.querySelector("output").value = filtered ? `${left} of ${rows.length} claims` : "";
  }

  // A badge leads to a row inside a folded chapter.
  function unfold() {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row?.closest("details.chapter")) return;
    row.closest("details.chapter").open = true;
    row.scrollIntoView({ block: "center" });
  }

  form.hidden = false;
  addEventListener("hashchange", unfold);
  unfold();
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
