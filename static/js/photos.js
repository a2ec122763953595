// The photo strip of a disc: a thumbnail shows its photo above without loading the page again.
// Without this script the same links load the page with the photo that was asked for.
(function () {
  "use strict";

  const large = document.getElementById("large");
  const link = document.getElementById("large-link");
  const caption = document.getElementById("large-caption");

  function show(pick) {
    large.src = pick.dataset.large;
    large.removeAttribute("width");
    large.removeAttribute("height");
    large.alt = pick.dataset.caption;
    link.href = pick.dataset.large;
    caption.textContent = pick.dataset.caption;
    document.querySelectorAll(".pick[aria-current]").forEach(function (other) {
      other.removeAttribute("aria-current");
    });
    pick.setAttribute("aria-current", "true");
  }

  document.addEventListener("click", function (event) {
    const clicked = event.target.closest(".pick, .pick-link");
    if (!clicked || !large || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const pick = clicked.dataset.pick ? document.getElementById(clicked.dataset.pick) : clicked;
    if (!pick || !pick.dataset.large) return;
    event.preventDefault();
    show(pick);
  });
})();
