// A hand scanner types digits and Enter. Each scan is saved at once; when it is, the next empty
// field gets the focus, and when it is not, the words stand beside it and the next scan replaces
// it. Nothing is lost on a reload: what has not been saved is kept by this tab.
(function () {
  "use strict";

  const FIRST_WAIT = 1000; // milliseconds
  const LONGEST_WAIT = 15000;
  const PATIENCE = 15000;
  const forms = Array.from(document.querySelectorAll("form.barcode"));
  const region = document.getElementById("barcodes-said");
  const left = document.getElementById("barcodes-left");

  function field(form) { return form.elements.item_barcode; }
  function memory(form) { return "barcode " + form.dataset.disc; }

  function token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? cookie[1] : document.querySelector("meta[name=csrf-token]").content;
  }

  function say(form, kind, words) {
    const said = form.querySelector(".said");
    said.className = "said small mark-" + kind;
    said.textContent = words;
    field(form).setAttribute("aria-invalid", String(kind === "failed"));
    region.textContent = words;
  }

  function goOn(form) {
    const after = forms.slice(forms.indexOf(form) + 1);
    const next = after.find(function (other) { return !field(other).value; });
    // Never a link: the scanner's next Enter would follow it, and the scan would be lost.
    if (next) field(next).focus();
    else left.focus();
  }

  function count(before, now) {
    const open = Number(left.dataset.left) + (before ? 1 : 0) - (now ? 1 : 0);
    left.dataset.left = open;
    left.textContent = open
      ? "○ " + open.toLocaleString("en") + (open === 1 ? " disc has" : " discs have") + " no item barcode yet"
      : "● All discs have their item barcode";
  }

  function saved(form, barcode) {
    const input = field(form);
    count(input.dataset.saved, barcode);
    input.value = input.dataset.saved = barcode;
    sessionStorage.removeItem(memory(form));
    say(form, "done", barcode ? "● saved" : "○ taken away");
    if (document.activeElement === input) goOn(form);
  }

  function refused(form, words) {
    sessionStorage.removeItem(memory(form));
    say(form, "failed", "▲ " + words);
    field(form).focus();
    field(form).select();
  }

  // While a scan is on its way the field takes no other: a second disc must not land in it.
  async function save(form, wait) {
    const input = field(form);
    input.readOnly = true;
    sessionStorage.setItem(memory(form), input.value);
    const request = {
      method: "POST",
      body: new FormData(form),
      headers: { "X-CSRFToken": token(), Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    };
    let answer;
    let told = null;
    try {
      answer = await fetch(form.action, request);
      told = await answer.json();
    } catch (error) {
      if (answer && (answer.type === "opaqueredirect" || answer.status < 500)) {
        input.readOnly = false;
        say(form, "failed", "▲ Not saved: you were signed out. Load the page again and sign in; this scan is kept.");
        return;
      }
      say(form, "failed", "▲ Not saved yet: the program does not answer. This page tries again by itself.");
      setTimeout(function () { save(form, Math.min(wait * 2, LONGEST_WAIT)); }, wait);
      return;
    }
    input.readOnly = false;
    if (answer.ok) saved(form, told.item_barcode);
    else refused(form, told.error);
  }

  forms.forEach(function (form) {
    const input = field(form);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (input.readOnly) return;
      input.value = input.value.trim();
      if (input.value === input.dataset.saved) goOn(form);
      else save(form, FIRST_WAIT);
    });
    input.addEventListener("focus", function () { input.select(); });
    const kept = sessionStorage.getItem(memory(form));
    if (kept !== null) {
      input.value = kept;
      save(form, FIRST_WAIT);
    }
  });

  // A scan that was quicker than this script was sent by the form itself, and the address of the
  // answer names the field to go on with. Whoever has begun to type is left alone.
  const named = forms.find(function (form) { return window.location.hash === "#" + field(form).id; });
  const first = forms.find(function (form) { return !field(form).value; });
  const typing = forms.some(function (form) { return field(form) === document.activeElement; });
  if (!typing && (named || first)) field(named || first).focus();
})();
