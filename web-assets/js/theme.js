// Runs in <head>, before the first paint, so that a chosen theme does not flash in the other one.
const root = document.documentElement;
root.classList.add("js");
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") root.classList.add(chosen);
} catch {
  // Storage can be forbidden; the page then follows the system.
}
