// Buttons [data-theme-choice=light|dark|system] in the account menu.
const root = document.documentElement;
const current = () => (root.classList.contains("dark") ? "dark" : root.classList.contains("light") ? "light" : "system");

function show() {
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === current()));
  }
}

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-theme-choice]")?.dataset.themeChoice;
  if (!choice) return;
  root.classList.remove("light", "dark");
  if (choice !== "system") root.classList.add(choice);
  const secure = location.protocol === "https:";
  const life = choice === "system" ? 0 : 400 * 86_400;
  document.cookie = `${secure ? "__Host-" : ""}mewayz-theme=${choice}; Path=/; SameSite=Lax; Max-Age=${life}${secure ? "; Secure" : ""}`;
  show();
});

show();
