// Connects this browser, so that somebody on staff hears of a request with no page open. On staff pages a connected browser
// says again, once a visit, where it can be reached, because addresses change by themselves. Without this file, or where the
// browser cannot, the card says so and everything else works.
const address = "/staff/worker.js";
const patience = 12000;
const card = document.querySelector("[data-connect]");
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const kept = (store, name, value) => {
  try {
    if (value === null) store().removeItem(name);
    else if (value !== undefined) store().setItem(name, value);
    return store().getItem(name);
  } catch {
    return null; // a browser that keeps nothing is asked anew each time
  }
};
const keep = (value) => kept(() => localStorage, "staff-connected", value);
// Once for each time one signs in: a connection ends with its sign-in, and the tab may stay.
const signIn = document.documentElement.dataset.signIn;
const said = (value) => kept(() => sessionStorage, "staff-connected", value) === signIn;

const api = async (method, path, body) => {
  const answer = await fetch(`/api/v1/push/${path}`, {
    method,
    cache: "no-store",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.status === 204 ? null : answer.json();
};

// The one Trusted Types policy: it knows a single address and lets nothing else pass.
const worker = () => {
  const policy = window.trustedTypes?.createPolicy("companion-worker", { createScriptURL: () => address });
  return navigator.serviceWorker.register(policy ? policy.createScriptURL("") : address, { scope: "/staff/" });
};
let registered;
const registration = () => (registered ??= worker().then(() => navigator.serviceWorker.ready));

const inTime = (work) =>
  Promise.race([work, new Promise((_, late) => setTimeout(() => late(new Error("no answer")), patience))]);

const browserName = () => /Edg|Firefox|Chrome|Safari/.exec(navigator.userAgent)?.[0].replace("Edg", "Edge") ?? "Browser";

const sameKey = (held, key) => {
  const raw = held.options?.applicationServerKey;
  const text = raw && btoa(String.fromCharCode(...new Uint8Array(raw)));
  return text && text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === key;
};

const connect = async () => {
  const { key } = await api("GET", "key");
  const { pushManager } = await registration();
  let subscription = await pushManager.getSubscription();
  if (subscription && !sameKey(subscription, key)) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await inTime(pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  const { endpoint, keys } = subscription.toJSON();
  const saved = await api("POST", "subscriptions", {
    endpoint,
    keys: { p256dh: keys.p256dh, auth: keys.auth },
    device: browserName(),
    server_key: key,
  });
  keep(saved.id);
  said(signIn);
};

const disconnect = async () => {
  const id = keep();
  keep(null);
  const subscription = await (await registration()).pushManager.getSubscription();
  await subscription?.unsubscribe();
  if (id) await api("DELETE", `subscriptions/${id}`).catch(() => null);
};

const show = (face) => {
  if (!card) return;
  card.hidden = false;
  for (const one of card.querySelectorAll("[data-when]")) one.hidden = !one.dataset.when.split(" ").includes(face);
};

// What the server knows of this browser under the name of whoever is signed in; a colleague's connection is not theirs.
const held = async () => (await api("GET", "status")).phones.find((one) => one.id === keep());

const faceNow = async () => {
  if (!able) return "unable";
  if (Notification.permission === "denied") return "denied";
  if (!keep() || Notification.permission !== "granted") return "off";
  const mine = await held();
  return { active: "on", unverified: "checking" }[mine?.state] ?? "off";
};

const refresh = () => faceNow().then(show, () => show("trouble"));

const actions = {
  on: async () => {
    if ((await Notification.requestPermission()) !== "granted") return;
    await connect();
  },
  off: disconnect,
  test: () => api("POST", "test"),
};

for (const button of card?.querySelectorAll("button[data-action]") ?? [])
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await actions[button.dataset.action]();
      await refresh();
    } catch {
      show("trouble");
    }
    button.disabled = false;
  });

if (able) navigator.serviceWorker.addEventListener("message", refresh);
const again = async () => {
  if (able && keep() && !said() && Notification.permission === "granted" && (await held())) await connect();
};
await again().catch(() => null);
if (card) await refresh();
