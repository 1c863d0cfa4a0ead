// Passkeys at the staff door and in one's own account. Without this file, or without passkeys on the device, the
// buttons stay hidden and everything else works.
const post = async (address, token, body) => {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body ?? {}),
  });
  // Proof is asked for on a page of its own, which leads back here.
  if (answer.status === 403) return answer.json();
  if (!answer.ok || answer.redirected) throw new Error("refused");
  return answer.json();
};

const actions = {
  "sign-in": async (token, form) => {
    const { options, ticket } = await post("/staff/passkeys/sign-in-options", token);
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const credential = await navigator.credentials.get({ publicKey });
    const next = encodeURIComponent(form.dataset.next);
    return post(`/staff/passkeys/sign-in?next=${next}`, token, { credential: credential.toJSON(), ticket });
  },
  // Then the form beside it is sent as it stands, without what one would have had to type.
  prove: async (token) => {
    const { options, ticket } = await post("/staff/passkeys/sign-in-options", token);
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const credential = await navigator.credentials.get({ publicKey });
    const { proved } = await post("/staff/proof/passkey", token, { credential: credential.toJSON(), ticket });
    if (!proved) throw new Error("refused");
    const form = document.querySelector("[data-proof]");
    for (const name of ["proof_passphrase", "proof_digits"]) form.elements[name].disabled = true;
    form.submit();
    return {};
  },
  register: async (token) => {
    const { options, address } = await post("/staff/account/passkeys/options", token);
    if (address) return { address };
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const credential = await navigator.credentials.create({ publicKey });
    return post("/staff/account/passkeys", token, { credential: credential.toJSON() });
  },
};

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failed = form.querySelector("[role=alert]");
      failed.hidden = true;
      try {
        const { address } = await actions[form.dataset.passkey](form.elements.csrf_token.value, form);
        if (address) location.assign(address);
      } catch {
        failed.hidden = false;
      }
    });
  }
}
