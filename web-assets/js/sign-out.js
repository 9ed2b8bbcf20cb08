// The server has the site's data cleared at sign-out; a browser may do so on encrypted connections only. The tab's own
// storage may hold what was typed and not saved: it is emptied at once, and when the page goes, since forms may write
// into it until then.
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
