// Fragments that ask for themselves: every element with data-poll="seconds" is sent the event
// "poll", which its hx-trigger waits for. In a hidden tab the pace is slower.
(function () {
  "use strict";

  const HIDDEN_PACE = 15; // times slower than in a visible tab
  const TICK = 250; // milliseconds
  const asked = new WeakMap();

  function due(element, now) {
    const pace = Number(element.dataset.poll) * 1000 * (document.hidden ? HIDDEN_PACE : 1);
    if (!asked.has(element)) asked.set(element, now);
    return now - asked.get(element) >= pace;
  }

  // What a person is in the middle of must not be swapped away.
  function busy(element) {
    const ticked = element.querySelector("input[type=checkbox]:checked");
    const typing = document.activeElement && element.contains(document.activeElement) &&
      document.activeElement.matches("input, select, textarea");
    return Boolean(ticked || typing);
  }

  function tick() {
    const now = Date.now();
    document.querySelectorAll("[data-poll]").forEach(function (element) {
      if (element.classList.contains("htmx-request") || !due(element, now)) return;
      asked.set(element, now);
      if (!busy(element)) htmx.trigger(element, "poll");
    });
  }

  setInterval(tick, TICK);

  // A fragment that became the sign-in page: the person was signed out meanwhile.
  document.addEventListener("htmx:beforeSwap", function (event) {
    const answered = event.detail.xhr.responseURL;
    if (answered && new URL(answered).pathname.includes("sign-in")) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });

  // A menu closes when the person goes on elsewhere, and with Escape.
  function close(except) {
    document.querySelectorAll("details.person[open], details.act[open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }
  document.addEventListener("click", function (event) {
    close(event.target.closest("details"));
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") close(null);
  });
})();
