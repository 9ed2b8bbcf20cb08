// The page of what goes on now: its changing part is sent anew whenever there is something new. When the session is
// over, the page is fetched anew and leads to where one signs in.
const place = document.querySelector("[data-live]");

if (place) {
  const state = document.querySelector("[data-live-state]");
  const said = document.querySelector("[data-live-said]");
  const source = new EventSource(location.href);

  source.onopen = () => (state.textContent = "Live");
  source.onmessage = (event) => {
    const open = [...place.querySelectorAll("details[open]")].map((each) => each.id);
    const focus = place.contains(document.activeElement) ? document.activeElement.closest("[id]")?.id : null;
    place.innerHTML = event.data;
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    if (focus) document.getElementById(focus)?.querySelector("summary")?.focus();
    const words = place.querySelector("[data-present]").dataset.present;
    if (said.textContent !== words) said.textContent = words;
    state.textContent = "Live";
  };
  source.addEventListener("end", () => {
    source.close();
    location.reload();
  });
  source.onerror = () => {
    state.textContent = "Connecting";
    // refused for good, as when too many pages are open
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 30_000);
  };
}
