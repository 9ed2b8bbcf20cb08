// Cmd K or Ctrl K goes to the search, as people expect of consoles.
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
  const field = document.querySelector("[data-find]");
  if (!field || !field.offsetParent) return;
  event.preventDefault();
  field.focus();
  field.select();
});
