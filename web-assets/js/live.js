// The page of what goes on now: its changing part is sent anew whenever there is something new, as long as somebody can
// see it. When the session is over, the page is fetched anew and leads to where one signs in.
const place = document.querySelector("[data-live]");

if (place) {
  const state = document.querySelector("[data-live-state]");
  const said = document.querySelector("[data-live-said]");
  let source = null;
  let again = 0;

  const show = (event) => {
    const open = [...place.querySelectorAll("details[open]")].map((each) => each.id);
    const focus = place.contains(document.activeElement) ? document.activeElement.closest("[id]")?.id : null;
    place.innerHTML = event.data;
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (focus) document.getElementById(focus)?.querySelector("summary")?.focus();
    const words = place.querySelector("[data-present]").dataset.present;
    if (said.textContent !== words) said.textContent = words;
    state.textContent = "Live";
  };

  const close = () => {
    clearTimeout(again);
    source?.close();
    source = null;
  };

  const follow = () => {
    if (source) return;
    const opened = new EventSource(location.href);
    source = opened;
    opened.onopen = () => (state.textContent = "Live");
    opened.onmessage = show;
    opened.addEventListener("end", () => {
      close();
      location.reload();
    });
    opened.onerror = () => {
      if (opened !== source) return;
      state.textContent = "Connecting";
      // refused for good, as when too many pages are open
      if (opened.readyState === EventSource.CLOSED) again = setTimeout(() => location.reload(), 30_000);
    };
  };

  const look = () => (document.hidden ? close() : follow());
  document.addEventListener("visibilitychange", look);
  // a page that comes back from the browser's memory of where one was
  addEventListener("pagehide", close);
  addEventListener("pageshow", look);
  look();
}
