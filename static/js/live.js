// Fragments that ask for themselves: every element with data-poll="seconds" is sent the event
// "poll", which its hx-trigger waits for. In a hidden tab the pace is slower, and so it is while
// the program does not answer, which the page then says. An element with data-news="event …" is
// sent "news" after such an event of the page.
(function () {
  "use strict";

  const HIDDEN_PACE = 15; // times slower than in a visible tab
  const SILENT_PACE = 5; // times slower at the most, while no answer comes
  const TICK = 250; // milliseconds
  const PATIENCE = 15000; // milliseconds until a poll counts as not answered
  const AGAIN = 1000; // milliseconds until news is asked for again that has not come
  const NEWS = ["photos-arrived", "files-refused"];
  const SILENCE = "▲ The program does not answer; this page tries again by itself.";
  const asked = new WeakMap();
  const behind = new Map(); // the id of each fragment that is: when it was asked for, or 0
  let failures = 0;

  const silent = document.createElement("p"); // there from the start, so that it is read aloud
  silent.id = "silent";
  silent.className = "silent";
  silent.setAttribute("role", "status");
  document.body.append(silent);

  function due(element, now) {
    const slower = Math.min(1 + failures, SILENT_PACE) * (document.hidden ? HIDDEN_PACE : 1);
    if (!asked.has(element)) asked.set(element, now);
    return now - asked.get(element) >= Number(element.dataset.poll) * 1000 * slower;
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
    ask(now);
  }

  // News stays open until an answer that was asked for after it stands on the page: the answer on
  // its way may be older, a line may break, and the board takes nothing in the middle of a change.
  NEWS.forEach(function (name) {
    document.body.addEventListener(name, function () {
      document.querySelectorAll("[data-news~=" + name + "]").forEach(function (element) {
        behind.set(element.id, 0);
      });
      ask(Date.now());
    });
  });

  function ask(now) {
    behind.forEach(function (at, id) {
      const element = document.getElementById(id);
      const soon = now - at < AGAIN * Math.min(1 + failures, SILENT_PACE);
      if (!element || soon || element.classList.contains("htmx-request")) return;
      behind.set(id, now);
      htmx.trigger(element, "news");
    });
  }

  document.addEventListener("htmx:afterSettle", function (event) {
    const request = event.detail.requestConfig;
    if (request && kind(request) === "news" && behind.get(request.elt.id)) behind.delete(request.elt.id);
  });

  function kind(request) {
    return request.triggeringEvent ? request.triggeringEvent.type : "";
  }

  setInterval(tick, TICK);

  // A request that is never answered would stop its fragment for good.
  document.addEventListener("htmx:configRequest", function (event) {
    if (["poll", "news"].includes(kind(event.detail))) event.detail.timeout = PATIENCE;
  });

  function unanswered(event) {
    if (!event.detail.elt.matches("[data-poll], [data-news]")) return;
    failures += 1;
    if (failures > 1) silent.textContent = SILENCE; // one that was lost is not worth a word
  }

  ["htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, unanswered);
  });
  document.addEventListener("htmx:responseError", function (event) {
    const status = event.detail.xhr.status;
    if (status >= 500 || status === 429) unanswered(event);
    else behind.delete(event.detail.elt.id);
    if (status === 404 && event.detail.elt.matches("[data-poll]")) {
      delete event.detail.elt.dataset.poll;
      silent.textContent = "▲ What this page shows was deleted meanwhile.";
    }
  });
  document.addEventListener("htmx:afterOnLoad", function (event) {
    if (event.detail.xhr.status >= 400) return;
    failures = 0;
    silent.textContent = "";
  });

  // A fragment that became the sign-in page: the person was signed out meanwhile. A page that is
  // sending files says so itself, and keeps them.
  document.addEventListener("htmx:beforeSwap", function (event) {
    const answered = event.detail.xhr.responseURL;
    if (answered && new URL(answered).pathname.includes("sign-in")) {
      event.detail.shouldSwap = false;
      behind.delete(event.detail.elt.id);
      if (!document.body.hasAttribute("data-sending")) window.location.reload();
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
