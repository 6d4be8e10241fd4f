// Keeps <section data-refresh="URL" data-every="20"> fresh while its page is being looked at.
// Pages are whole without it: each such section also has a plain "Refresh this page" link.
"use strict";

const leastSeconds = 5;

function isBusy(section) {
  const at = document.activeElement;
  return document.hidden || (section.contains(at) && at.matches("input, textarea, select, button"));
}

async function refresh(section, spoken) {
  if (isBusy(section)) return;
  const answer = await fetch(section.dataset.refresh, { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected || isBusy(section)) return;
  const fresh = (await answer.text()).trim();
  if (fresh === section.fresh) return;
  const before = section.textContent.trim();
  const focused = section.contains(document.activeElement) && document.activeElement.id;
  section.fresh = fresh;
  section.innerHTML = fresh;
  if (focused) document.getElementById(focused)?.focus();
  if (section.textContent.trim() !== before) spoken.textContent = section.dataset.changed || "";
}

function keepFresh(section) {
  const spoken = document.createElement("p");
  spoken.className = "govuk-visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  section.after(spoken);
  const look = () => refresh(section, spoken).catch(() => {}); // no answer now: look again later
  setInterval(look, 1000 * Math.max(leastSeconds, section.dataset.every || 20));
  document.addEventListener("visibilitychange", look);
}

document.querySelectorAll("[data-refresh]").forEach(keepFresh);

// Whoever listens hears first what is wrong, or that it is done (C15).
document.querySelector(".govuk-error-summary, .govuk-notification-banner--success")?.focus();

// Leaving quickly also takes this page out of the back button's way.
document.querySelectorAll("[data-leave]").forEach((link) =>
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(link.href);
  }),
);
