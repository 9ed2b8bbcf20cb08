// Runs in <head>, before the first paint, so that a chosen theme does not flash in the other one. The choice is a cookie
// and not in the storage, which is emptied at sign-out.
const root = document.documentElement;
root.classList.add("js");
const chosen = /(?:^|; )(?:__Host-)?mewayz-theme=(light|dark)(?:;|$)/.exec(document.cookie)?.[1];
if (chosen) root.classList.add(chosen);
