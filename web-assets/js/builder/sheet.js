// On a phone the editor is a sheet over the list: what is behind it is out of reach while it is open, and Escape closes it.
const phone = matchMedia("(max-width: 767px)");

function arrange() {
  const sheet = document.getElementById("editor");
  const over = phone.matches && sheet !== null;
  for (const part of document.querySelectorAll(".main-col, .stage, .topbar, .tabbar, .pubbar, .skip")) part.inert = over;
  if (!sheet) return;
  if (over) {
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-modal", "true");
  } else {
    sheet.removeAttribute("role");
    sheet.removeAttribute("aria-modal");
  }
}

let opened = "";

/** The focus goes into an editor that opened: to the first field of a new block, else to its title. */
function enter() {
  arrange();
  const sheet = document.getElementById("editor");
  const open = sheet ? document.getElementById("editor-form").getAttribute("action") + location.search : "";
  if (sheet && opened !== open && !["up", "down"].includes(document.activeElement?.id)) {
    const form = document.getElementById("editor-form");
    if ("new" in form.dataset) form.querySelector(".tx:not(summary), input[type=file]")?.focus();
    else if (phone.matches) document.getElementById("editor-title").focus();
  }
  opened = open;
}

document.addEventListener("DOMContentLoaded", enter);
document.addEventListener("htmx:afterSettle", enter);
document.addEventListener("builder:drawn", arrange);
phone.addEventListener("change", arrange);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !phone.matches || event.target.closest?.("dialog, details[open]")) return;
  document.getElementById("close-editor")?.click();
});
