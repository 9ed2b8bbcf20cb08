// For pages elsewhere, see src/main/java/com/mewayz/websites: tells the server what happens there. At most 1024 bytes.
// No cookie, no storage. Where a browser asks for its person to be left alone (GPC, DNT) nothing is sent, not even that;
// nor by browsers that a program drives.
const { document: page, location: here, navigator: browser, history } = window;
const script = page.currentScript;
const quiet = browser.globalPrivacyControl || browser.doNotTrack == 1 || browser.webdriver;
const on = addEventListener;
let path, since;

const tell = (what) =>
  quiet ||
  browser.sendBeacon(
    new URL("/m", script.src),
    JSON.stringify({ site: +script.dataset.site, host: here.host, page: path, ...what }),
  );

/** The page goes out of sight. */
const leave = () => {
  const seconds = since && Math.round((Date.now() - since) / 1000);
  since = 0;
  if (seconds) tell({ seconds });
};
const look = () => (since = page.hidden ? 0 : Date.now());

/** A page was opened, or a script drew another one in its place. The part behind # makes no other page. */
const view = (referrer) => {
  if (path == here.pathname) return;
  leave();
  path = here.pathname;
  look();
  tell({ query: (here.search.match(/\b(utm_\w+|ref)=[^&]*/g) || []).join("&"), referrer });
};

window.mewayz = (event, properties, worth) => {
  for (const name in properties) properties[name] += "";
  tell({ event, properties, ...worth });
};

for (const name of ["pushState", "replaceState"]) {
  const change = history[name];
  history[name] = function () {
    change.apply(this, arguments);
    view();
  };
}
on("popstate", () => view());
on("pagehide", leave);
on("visibilitychange", () => (page.hidden ? leave() : look()));
on("click", ({ target }) => {
  const named = target.closest("[data-mewayz-event]");
  const { href, host } = target.closest("a[href]") || {};
  if (named) mewayz(named.dataset.mewayzEvent);
  if (host && host != here.host) tell({ link: href });
});
const start = () => view(page.referrer);
page.prerendering ? on("prerenderingchange", start, true) : start();
