// The board of an upload: every change is one request, answered by the fresh board. Ticks, focus
// and the place on the page stay through each exchange, and what was done is said in the dock.
(function () {
  "use strict";

  const form = document.getElementById("arrange");
  if (!form) return;

  const TOKEN = document.querySelector("meta[name=csrf-token]").content;
  const MOVES = ["move", "new", "tray", "remove"]; // after these the ticks have done their work
  const dock = document.getElementById("dock");
  const said = document.getElementById("board-said");
  const untick = document.getElementById("untick");
  const board = { dragging: false, send: send, ticked: ticked, url: form.getAttribute("action") };
  let queue = Promise.resolve();
  let waiting = 0;
  let changes = 0; // a poll that was asked before a change brings the board from before it
  let wanted = []; // where the focus may go after the change under way
  let moved = []; // numbers of the photos that the change under way is about
  let kept = null; // what is to be put back after the exchange

  function discs() {
    return document.getElementById("discs");
  }

  function ticks() {
    return Array.from(document.querySelectorAll("#discs input[name=photos]:checked"));
  }

  function ticked() {
    return ticks().map(function (box) { return box.value; });
  }

  // Each photo comes with its own role only; the others are the same for all and are added here.
  const ROLES = Array.from(document.getElementById("roles").content.querySelectorAll("option"));
  function fillRoles() {
    document.querySelectorAll("#discs select.role").forEach(function (role) {
      if (role.options.length > 1) return;
      const own = role.value;
      role.replaceChildren.apply(role, ROLES.map(function (one) { return one.cloneNode(true); }));
      role.value = own;
    });
  }

  function paint() {
    const number = ticks().length;
    form.hidden = number === 0;
    document.getElementById("ticked-number").textContent =
      number === 1 ? "1 photo ticked" : number.toLocaleString("en") + " photos ticked";
    dock.classList.toggle("on", number > 0 || said.childElementCount > 0);
  }

  function say(text) {
    const line = document.createElement("p");
    line.className = "mark-failed";
    line.textContent = "▲ " + text;
    said.replaceChildren(line);
    paint();
  }

  // One change at a time, in the order in which they were made.
  function send(address, values) {
    const url = new URL(address, window.location.href);
    url.search = window.location.search;
    const photos = MOVES.includes(values.get("do")) ? values.getAll("photos") : [];
    const focus = places(photos);
    waiting += 1;
    queue = queue.then(function () {
      moved = photos;
      wanted = focus;
      return htmx.ajax("POST", url.pathname + url.search, {
        source: dock, target: "#discs", swap: "outerHTML", values: values,
        headers: { "X-CSRFToken": TOKEN },
      });
    }).catch(function () { /* said by the events below */ }).then(function () {
      waiting -= 1;
      changes += 1;
      moved = wanted = [];
      paint();
    });
  }

  document.addEventListener("submit", function (event) {
    const from = event.target;
    if (from !== form && !from.classList.contains("undo")) return;
    event.preventDefault();
    const by = event.submitter;
    const values = new FormData(from);
    if (by && by.name) values.set(by.name, by.value);
    send((by && by.getAttribute("formaction")) || from.getAttribute("action"), values);
    document.querySelectorAll("details.act[open]").forEach(function (menu) { menu.open = false; });
  });

  document.addEventListener("change", function (event) {
    const role = event.target.closest("select.role");
    if (role) {
      const values = new FormData();
      values.set("do", "role");
      values.set("photos", role.dataset.role);
      values.set("role", role.value);
      send(board.url, values);
    } else if (event.target.closest("#discs")) {
      paint();
    }
  });

  // Enter in the number of photos asks for a preview; only the button below that applies it.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || event.target.id !== "per-disc") return;
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  });

  untick.hidden = false;
  untick.addEventListener("click", function () {
    const boxes = ticks();
    boxes.forEach(function (box) { box.checked = false; });
    boxes[0].focus({ preventScroll: true });
    paint();
  });

  function mine(event) {
    return event.detail.target && event.detail.target.id === "discs";
  }

  function isGet(event) {
    return event.detail.requestConfig && event.detail.requestConfig.verb === "get";
  }

  // While files are sent their arrival has the board drawn, seldom; polls would only slow them.
  function needless(event) {
    const by = event.detail.requestConfig.triggeringEvent;
    return by && by.type === "poll" && document.body.hasAttribute("data-sending");
  }

  // A poll waits while a change is on its way or a photo is in the hand.
  const askedAt = new WeakMap();
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (!mine(event) || !isGet(event)) return;
    if (waiting || board.dragging || needless(event)) event.preventDefault();
    askedAt.set(event.detail.xhr, changes);
  });

  function stale(event) {
    return waiting || board.dragging || askedAt.get(event.detail.xhr) !== changes;
  }

  function anchor() {
    const all = document.querySelectorAll("#discs .card, #discs .tile, #discs tr");
    return Array.from(all).find(function (one) {
      return one.id && one.getBoundingClientRect().top >= 0;
    });
  }

  function menuOf(card) {
    return card ? card.id.replace("card-", "menu-") : "";
  }

  // Where the focus may go, the best first: the same control, the menu of its disc, the disc before.
  function places(photos) {
    const at = document.activeElement;
    if (!at || !(discs().contains(at) || dock.contains(at))) return [];
    const card = at.closest(".card");
    const ids = [at.id, menuOf(card), menuOf(card && card.previousElementSibling)];
    return ids.concat(photos.map(function (id) { return "tick-" + id; })).filter(Boolean);
  }

  document.addEventListener("htmx:beforeSwap", function (event) {
    if (!mine(event)) return;
    if (isGet(event) && stale(event)) {
      event.detail.shouldSwap = false;
      return;
    }
    const fixed = anchor();
    kept = {
      ticks: ticked().filter(function (id) { return !moved.includes(id); }),
      anchor: fixed && { id: fixed.id, top: fixed.getBoundingClientRect().top },
      places: isGet(event) ? places([]) : wanted,
      get: isGet(event),
    };
  });

  function focusable(id) {
    const found = document.getElementById(id);
    return found && found.getClientRects().length && !found.disabled ? found : null;
  }

  function putBack(was) {
    was.ticks.forEach(function (id) {
      const box = document.getElementById("tick-" + id);
      if (box) box.checked = true;
    });
    fillRoles();
    paint();
    const same = was.anchor && document.getElementById(was.anchor.id);
    if (same) window.scrollBy(0, same.getBoundingClientRect().top - was.anchor.top);
    const to = was.places.map(focusable).find(Boolean);
    if (to && to !== document.activeElement) to.focus({ preventScroll: true });
  }

  document.addEventListener("htmx:afterSettle", function (event) {
    if (!kept || !event.detail.target || !discs()) return;
    const was = kept;
    kept = null;
    if (!was.get && !said.querySelector(".mark-failed")) form.elements.to.value = "";
    putBack(was);
    const previewing = document.querySelector("#grouping-preview .preview");
    if (was.get && !discs().dataset.poll && !previewing) htmx.trigger(document.body, "regroup");
  });

  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (event.detail.elt !== dock) return;
      say("The program did not answer, so nothing was changed. Try again in a moment.");
    });
  });

  window.Board = board;
  fillRoles();
  paint();
})();
