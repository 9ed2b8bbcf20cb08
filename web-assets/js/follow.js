import { sending } from "./send.js";

// Follows long work: says how far it is, and loads the page anew when it is over, also after the server was away.
for (const line of document.querySelectorAll("[data-follow]")) follow(line);

async function follow(line) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    try {
      const reply = await fetch(line.dataset.follow, { redirect: "manual" });
      if (reply.status === 503) continue;
      const work = reply.ok ? (await reply.json()).work : "";
      if (!work && sending()) continue;
      if (!work) return location.reload();
      line.textContent = `${work} …`;
    } catch {
      line.textContent = line.dataset.away;
    }
  }
}
