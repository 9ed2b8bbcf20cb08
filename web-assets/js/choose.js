// One box that chooses every row of its form, and follows them.
for (const all of document.querySelectorAll("[data-all]")) {
  const rows = () => [...all.form.elements].filter((part) => part.name === all.dataset.all);
  all.addEventListener("change", () => rows().forEach((row) => (row.checked = all.checked)));
  all.form.addEventListener("change", (event) => {
    if (event.target !== all) all.checked = rows().every((row) => row.checked);
  });
}
