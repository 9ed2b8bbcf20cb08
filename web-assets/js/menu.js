// <details class="menu"> closes like a menu: Escape, a click elsewhere, focus gone elsewhere. One is open at a time.
const open = () => [...document.querySelectorAll("details.menu[open]")];

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

// On a phone the settings' sections are a row that scrolls: the one that is open is in sight.
document.querySelector(".setnav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
