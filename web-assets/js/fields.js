// Small comforts of fields: a handle that follows the name, a password that can be looked at, a filter that sends itself.
const handleOf = (name) =>
  name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 30);

for (const handle of document.querySelectorAll("[data-handle-of]")) {
  const name = document.getElementById(handle.dataset.handleOf);
  let follows = handle.value === "" || handle.value === handleOf(name.value);
  handle.addEventListener("input", () => (follows = handle.value === ""));
  name.addEventListener("input", () => {
    if (follows) handle.value = handleOf(name.value);
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (!button) return;
  const field = document.getElementById(button.dataset.reveal);
  const hidden = field.type === "password";
  field.type = hidden ? "text" : "password";
  button.firstChild.data = hidden ? "Hide" : "Show";
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends]")) event.target.form.requestSubmit();
});

// After a refusal the reader starts at the first field to change.
document.querySelector("form [aria-invalid=true]")?.focus();
