// The server has the site's data cleared at sign-out, but browsers leave a tab's own storage alone. It may hold what was
// typed and not saved. Emptied at once, and again when the page goes, since forms may write into it until then.
function empty() {
  try {
    sessionStorage.clear();
  } catch {
    // Storage is forbidden: then nothing is in it.
  }
}

document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") !== "/sign-out") return;
  empty();
  addEventListener("pagehide", empty, { once: true });
});
