// Dragging thumbnails on the board, by mouse, pen and touch (a long press): to a disc, to the
// tray, or to "New disc"; ticked photos go together. Everything here works by ticks as well.
(function () {
  "use strict";

  const board = window.Board;
  if (!board) return;

  const START = 6; // pixels that a pointer moves before it drags
  const LONG_PRESS = 350; // milliseconds of a finger; before, it scrolls
  const EDGE = 70; // pixels from the edge of the window where it scrolls along
  const SPEED = 14; // pixels a frame
  const zones = document.getElementById("dock-drop");
  let held = null; // pointer down on a photo, perhaps a drag
  let ghost = null;
  let over = null;
  let at = { x: 0, y: 0 };

  function photosOf(tile) {
    const ticked = board.ticked();
    return ticked.includes(tile.dataset.photo) ? ticked : [tile.dataset.photo];
  }

  function begin() {
    held.photos = photosOf(held.tile);
    board.dragging = true;
    ghost = document.createElement("div");
    ghost.className = "ghost";
    ghost.append(held.tile.querySelector(".thumb").cloneNode(true));
    if (held.photos.length > 1) {
      const number = document.createElement("strong");
      number.textContent = held.photos.length;
      ghost.append(number);
    }
    document.body.append(ghost);
    document.body.classList.add("dragging");
    zones.hidden = false;
    tiles().forEach(function (tile) { tile.classList.add("lifted"); });
    requestAnimationFrame(along);
  }

  function tiles() {
    return held.photos.map(function (id) {
      return document.getElementById("photo-" + id);
    }).filter(Boolean);
  }

  function place() {
    ghost.style.transform = "translate(" + Math.round(at.x) + "px, " + Math.round(at.y) + "px)";
  }

  // Where the photos would land; nowhere on the disc that they all are on already.
  function zone() {
    const under = document.elementFromPoint(at.x, at.y);
    const found = under && under.closest("[data-drop]");
    if (!found || found.classList.contains("ticked")) return null;
    const home = tiles().every(function (tile) { return tile.closest("[data-drop]") === found; });
    return home ? null : found;
  }

  function aim() {
    const found = zone();
    if (found === over) return;
    if (over) over.classList.remove("over");
    if (found) found.classList.add("over");
    over = found;
  }

  function along() {
    if (!board.dragging) return;
    if (at.y < EDGE) window.scrollBy(0, -SPEED);
    else if (at.y > window.innerHeight - EDGE && !zones.contains(over)) window.scrollBy(0, SPEED);
    place();
    aim();
    requestAnimationFrame(along);
  }

  function drop() {
    const values = new FormData();
    const kind = over.dataset.drop;
    values.set("do", kind === "disc" ? "move" : kind);
    if (kind === "disc") values.set("disc", over.dataset.disc);
    held.photos.forEach(function (id) { values.append("photos", id); });
    board.send(board.url, values);
  }

  function end(dropping) {
    if (!held) return;
    clearTimeout(held.timer);
    const dragged = board.dragging;
    board.dragging = false;
    if (dragged) {
      document.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(function () { document.removeEventListener("click", swallow, true); }, 50);
      if (dropping) aim();
      if (dropping && over) drop();
      tiles().forEach(function (tile) { tile.classList.remove("lifted"); });
      ghost.remove();
      document.body.classList.remove("dragging");
      zones.hidden = true;
      if (over) over.classList.remove("over");
    }
    held = ghost = over = null;
  }

  // The click that follows a drag would tick the photo.
  function swallow(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  document.addEventListener("pointerdown", function (event) {
    const picked = event.target.closest(".pick-up");
    if (!picked || event.button !== 0 || !event.isPrimary || event.target.matches("input")) return;
    end(false);
    at = { x: event.clientX, y: event.clientY };
    held = { tile: picked.closest(".tile"), x: at.x, y: at.y, finger: event.pointerType === "touch" };
    if (held.finger) held.timer = setTimeout(begin, LONG_PRESS);
  });

  document.addEventListener("pointermove", function (event) {
    if (!held || !event.isPrimary) return;
    at = { x: event.clientX, y: event.clientY };
    if (board.dragging || Math.hypot(at.x - held.x, at.y - held.y) < START) return;
    if (held.finger) end(false);
    else begin();
  });

  document.addEventListener("pointerup", function () { end(true); });
  document.addEventListener("pointercancel", function () { end(false); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") end(false);
  });
  document.addEventListener("touchmove", function (event) {
    if (board.dragging) event.preventDefault();
  }, { passive: false });
  document.addEventListener("contextmenu", function (event) {
    if (held && held.finger && event.target.closest(".pick-up")) event.preventDefault();
  });
  // The browser's own dragging of images would take the pointer away.
  document.addEventListener("dragstart", function (event) {
    if (event.target.closest && event.target.closest(".pick-up")) event.preventDefault();
  });
})();
