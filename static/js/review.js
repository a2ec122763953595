// The page of a disc: a new result is shown as soon as it is there, and one click decides once.
(function () {
  "use strict";

  // What a person has typed, or is typing, is not thrown away by loading the page again.
  function inTheMiddle() {
    const typed = Array.from(document.querySelectorAll("input[type=text], textarea")).some(
      function (field) {
        return field.value !== field.defaultValue;
      }
    );
    const at = document.activeElement;
    return typed || Boolean(at && at.matches("input[type=text], input[type=number], textarea, select"));
  }

  document.addEventListener("htmx:afterSwap", function () {
    if (document.querySelector("[data-finished]") && !inTheMiddle()) window.location.reload();
  });

  // The second click of a double click sends nothing.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
  });

  // Enter in a field that has a button of its own presses that button.
  document.addEventListener("keydown", function (event) {
    const name = event.target.dataset ? event.target.dataset.enter : "";
    const button = event.key === "Enter" && name ? document.getElementById(name) : null;
    if (!button) return;
    event.preventDefault();
    if (event.target.value.trim()) button.click();
  });
})();
