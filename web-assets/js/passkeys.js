import { csrf } from "./csrf.js";

// <form data-passkey="get|create" action="…">: asks action + "/options" what to sign, fills its hidden fields, sends itself.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const list = (ids) => ids.map((id) => ({ type: "public-key", id: bytes(id) }));

const ceremonies = {
  async get(options) {
    const made = await navigator.credentials.get({
      publicKey: {
        challenge: bytes(options.challenge),
        rpId: options.rpId,
        allowCredentials: list(options.known),
        userVerification: options.userVerification,
      },
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = made.response;
    return {
      credential: text(made.rawId),
      client: text(clientDataJSON),
      data: text(authenticatorData),
      signature: text(signature),
      handle: userHandle ? text(userHandle) : "",
    };
  },
  async create(options) {
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: bytes(options.challenge),
        rp: options.rp,
        user: { ...options.user, id: bytes(options.user.id) },
        pubKeyCredParams: options.algorithms.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: list(options.known),
        authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
        attestation: "none",
      },
    });
    return { client: text(made.response.clientDataJSON), attestation: text(made.response.attestationObject) };
  },
};

const words = {
  InvalidStateError: "This device has a passkey for this account already.",
  NotAllowedError: "No passkey was used. Try again, or use another way.",
  SecurityError: "Passkeys need this server to have a name, and an encrypted connection.",
};

async function run(form) {
  const says = form.querySelector("[data-passkey-says]");
  says.textContent = "";
  try {
    const reply = await fetch(`${form.getAttribute("action")}/options`, {
      method: "POST",
      headers: { "X-CSRF-Token": csrf() },
    });
    // A fresh proof is wanted first, or the sign-in is over: the page that says so.
    if (reply.redirected) return location.assign(reply.url);
    if (!reply.ok) {
      says.textContent = reply.status === 429 ? "Too many tries. Wait some minutes." : "That did not work here. Reload the page, or use another way.";
      return;
    }
    const fields = await ceremonies[form.dataset.passkey](await reply.json());
    for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
    form.submit();
  } catch (error) {
    says.textContent = words[error.name] ?? "That did not work. Try again, or use another way.";
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    for (const part of form.querySelectorAll("[hidden]")) part.hidden = false;
    form.querySelector("[data-passkey-missing]").hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(form);
    });
  }
}
