// Shows the messages that are pushed to this browser, opens their page, and closes those that no
// longer hold. The text comes ready in the reader's language. Whether it makes a sound is up to the
// device.
"use strict";

const icon = "/img/mark.svg";

const show = async (message) => {
  const open = await self.registration.getNotifications({ tag: message.tag });
  if (message.closed) {
    if (open.length === 0) return;
    open.forEach((one) => one.close());
    // Browsers want every push to show something: that it is over, for a moment and without sound.
    await self.registration.showNotification(message.title, {
      body: message.body, tag: message.tag, lang: message.lang, icon, silent: true,
    });
    await new Promise((done) => setTimeout(done, 4000));
    (await self.registration.getNotifications({ tag: message.tag })).forEach((one) => one.close());
    return;
  }
  await self.registration.showNotification(message.title, {
    body: message.body,
    tag: message.tag,
    lang: message.lang,
    timestamp: message.at,
    renotify: true,
    requireInteraction: message.urgent === true,
    icon,
    data: { href: message.href },
  });
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let message = null;
  try {
    message = event.data ? event.data.json() : null;
  } catch {
    message = null;
  }
  if (message && message.tag) event.waitUntil(show(message));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const href = event.notification.data ? event.notification.data.href : "/meldingen";
  event.waitUntil((async () => {
    const to = new URL(href, self.location.origin);
    if (to.origin !== self.location.origin) return;
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = pages.find((page) => new URL(page.url).pathname === to.pathname);
    if (there) {
      await there.focus();
      await there.navigate(to.href);
      return;
    }
    await self.clients.openWindow(to.href);
  })());
});
