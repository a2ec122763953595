// The photos of a disc: a thumbnail shows its photo above without loading the page again, the
// arrow keys go from photo to photo, and a photo can be turned. Without this script the same
// links load the page with the photo that was asked for.
(function () {
  "use strict";

  const QUARTER = 90;
  const large = document.getElementById("large");
  const link = document.getElementById("large-link");
  const caption = document.getElementById("large-caption");
  const rotate = document.getElementById("rotate");
  const covered = document.getElementById("large-covered");
  const cover = document.getElementById("cover-link"); // for those who may
  if (!large) return;

  function picks() {
    return Array.from(document.querySelectorAll(".pick[data-large]"));
  }

  function current() {
    return document.querySelector(".pick[aria-current]");
  }

  // Each photo keeps its turn while the page is open.
  function turn(pick) {
    const degrees = Number(pick.dataset.turn || 0);
    [90, 180, 270].forEach(function (one) {
      large.classList.toggle("turned-" + one, one === degrees);
    });
  }

  function show(pick) {
    large.src = pick.dataset.large;
    large.removeAttribute("width");
    large.removeAttribute("height");
    large.alt = pick.dataset.caption;
    link.href = pick.dataset.large;
    caption.textContent = pick.dataset.caption;
    covered.textContent = pick.dataset.covered;
    if (cover) {
      cover.href = pick.dataset.cover;
      cover.hidden = false;
    }
    document.querySelectorAll(".pick[aria-current]").forEach(function (other) {
      other.removeAttribute("aria-current");
    });
    pick.setAttribute("aria-current", "true");
    turn(pick);
  }

  document.addEventListener("click", function (event) {
    const clicked = event.target.closest(".pick, .pick-link[data-pick]");
    if (!clicked || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const pick = clicked.dataset.pick ? document.getElementById(clicked.dataset.pick) : clicked;
    if (!pick || !pick.dataset.large) return;
    event.preventDefault();
    show(pick);
  });

  // Not while typing, and not where the arrows scroll a table or move in a list.
  function elsewhere(target) {
    return Boolean(target.closest("input, textarea, select, .scroll, [contenteditable]"));
  }

  document.addEventListener("keydown", function (event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (elsewhere(event.target)) return;
    const all = picks();
    const next = all[all.indexOf(current()) + step];
    if (!next) return;
    event.preventDefault();
    show(next);
    if (document.activeElement && document.activeElement.matches(".pick")) next.focus();
  });

  if (rotate) {
    rotate.hidden = false;
    rotate.addEventListener("click", function () {
      const pick = current();
      if (!pick) return;
      pick.dataset.turn = String((Number(pick.dataset.turn || 0) + QUARTER) % (4 * QUARTER));
      turn(pick);
    });
  }
})();
