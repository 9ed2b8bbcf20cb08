// The preview follows the draft. A new page is loaded behind the one that is shown and takes its place when it is
// drawn, at the same scroll position: no blank moment, no jump.
let loading = false;
let wanted = false;

document.addEventListener("draft:changed", refresh);
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.requestConfig?.verb === "post") refresh();
});

function refresh() {
  const lens = document.querySelector(".lens");
  const shown = lens?.querySelector("iframe");
  if (!shown) return;
  if (loading) {
    wanted = true;
    return;
  }
  loading = true;
  const next = shown.cloneNode();
  next.classList.add("coming");
  next.setAttribute("aria-hidden", "true");
  next.tabIndex = -1;
  next.addEventListener("load", () => {
    next.contentWindow?.scrollTo({ top: shown.contentWindow?.scrollY ?? 0, behavior: "instant" });
    next.classList.remove("coming");
    next.removeAttribute("aria-hidden");
    next.removeAttribute("tabindex");
    shown.remove();
    loading = false;
    if (wanted) {
      wanted = false;
      refresh();
    }
  });
  lens.append(next);
}
