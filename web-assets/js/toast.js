const SHOWN_FOR = 10_000;

/** Says what happened, in the live region of the layout, for ten seconds. */
export function toast(message) {
  const region = document.getElementById("toasts");
  if (!region) return;
  const box = document.createElement("div");
  box.className = "toastx";
  box.textContent = message;
  region.append(box);
  setTimeout(() => box.remove(), SHOWN_FOR);
}

// A message of the server stays long enough to be read, then leaves like the others; not from under a pointer or the focus.
function leave() {
  for (const box of document.querySelectorAll("#toasts [data-leaves]")) {
    delete box.dataset.leaves;
    const go = () => (box.matches(":hover, :focus-within") ? setTimeout(go, SHOWN_FOR / 2) : box.remove());
    setTimeout(go, SHOWN_FOR);
  }
}

leave();
document.addEventListener("htmx:afterSettle", leave);
