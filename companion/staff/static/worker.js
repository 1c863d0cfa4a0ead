// Messages in a browser of somebody on staff: shows what came, says that it came, and leads to the staff pages. It keeps no
// page and no data.
const tell = (path, body) =>
  fetch(`/api/v1/push/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).then((answer) => answer.ok, () => false);

const read = (event) => {
  try {
    return event.data?.json()?.notification ?? {};
  } catch {
    return {};
  }
};

const giveBack = async ({ delivery, activate } = {}) => {
  if (delivery) await tell("received", { delivery });
  if (activate) await tell("activate", { token: activate });
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage({ reached: true });
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title = "Open the app", tag, lang, navigate = "/staff/", data } = read(event);
  const shown = self.registration.showNotification(title, { tag, lang, renotify: Boolean(tag), data: { navigate } });
  event.waitUntil(Promise.allSettled([shown, giveBack(data)]));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const wanted = new URL(event.notification.data?.navigate ?? "/staff/", self.location.origin);
  const ours = wanted.origin === self.location.origin && wanted.pathname.startsWith("/staff/");
  const to = ours ? wanted.pathname : "/staff/";
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then(([open]) =>
      open ? open.navigate(to).then((page) => page?.focus()) : self.clients.openWindow(to),
    ),
  );
});
