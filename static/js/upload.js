// The page around the queue: what arrived before, files that are dropped or chosen, early
// refusals, the line of totals, and what is left when the page was closed in the middle.
(function () {
  "use strict";

  const drop = document.getElementById("drop");
  if (!drop) return;

  const REFRESH = 5000; // milliseconds between refreshes of the discs while files arrive
  const SAY = 10000; // milliseconds between totals that are said to a screen reader
  const TELL = 5000; // milliseconds until refusals are told again that did not get through
  const TOLD_AT_ONCE = 200;
  const Files = window.UploadFiles;
  const MEMORY = "sending " + drop.dataset.send;
  const limit = Number(drop.dataset.limit);
  const archiveLimit = Number(drop.dataset.archiveLimit);
  const byId = document.getElementById.bind(document);
  const bar = byId("sending-bar");
  const line = byId("sending-line");
  const goOn = byId("sending-go-on");
  const queue = new window.UploadQueue(drop.dataset.send, drop.dataset.alive, changed);
  const seen = new Map(); // what was chosen on this page, by name, folder, size and date
  let here = 0; // files that need not be sent: they arrived before, or were chosen twice
  let checking = 0;
  let refreshed = 0;

  function words(number, one, many) {
    return number.toLocaleString("en") + " " + (number === 1 ? one : many);
  }

  function megabytes(bytes) {
    return bytes < 1e9 ? (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0) + " MB" : (bytes / 1e9).toFixed(1) + " GB";
  }

  function left() {
    const seconds = queue.secondsLeft();
    if (!seconds) return "";
    return seconds < 90 ? "about " + seconds + " s left" : "about " + Math.round(seconds / 60) + " minutes left";
  }

  function busy() {
    return queue.active() || checking > 0 || queue.untold.length > 0;
  }

  function status() {
    const parts = [];
    if (queue.stopped) parts.push("▲ " + queue.stopped);
    if (queue.files.length) {
      parts.push(queue.files.length - queue.left() + " of " + words(queue.files.length, "file", "files"));
      parts.push(megabytes(queue.sentBytes()) + " of " + megabytes(queue.bytesAll));
    }
    if (left()) parts.push(left());
    if (checking) parts.push("looking at " + words(checking, "file", "files"));
    if (here + queue.duplicates) parts.push(words(here + queue.duplicates, "file was", "files were") + " already here");
    if (queue.refused) parts.push(words(queue.refused, "file was", "files were") + " not taken");
    if (queue.waiting.size) parts.push("◔ the program does not answer; this page tries again by itself");
    if (!busy() && !queue.stopped) parts.push("● done");
    return parts.join(" · ");
  }

  let painting = false;
  function changed() {
    if (painting) return;
    painting = true;
    const soon = document.hidden ? setTimeout : requestAnimationFrame; // no frames in a hidden tab
    soon(function () {
      painting = false;
      paint();
    });
  }

  function paint() {
    const begun = queue.files.length || here || checking || queue.refused;
    byId("sending").hidden = !begun;
    bar.max = queue.bytesAll || 1;
    bar.value = queue.files.length ? queue.sentBytes() : 1;
    bar.classList.toggle("done", !busy() && !queue.stopped);
    goOn.hidden = !queue.stopped;
    const text = status();
    if (line.textContent !== text) line.textContent = text;
    say(text);
    remember();
    refresh();
    tell();
  }

  // A live region that changes at each byte would never let a screen reader finish.
  let said = 0;
  function say(text) {
    const now = Date.now();
    if (busy() && !queue.stopped && now - said < SAY) return;
    const region = byId("sending-said");
    if (region.textContent !== text) region.textContent = text;
    said = now;
  }

  // What a reload would lose: this tab's own memory says so afterwards.
  function remember() {
    const open = queue.left() > 0;
    document.body.toggleAttribute("data-sending", open);
    if (!open) return sessionStorage.removeItem(MEMORY);
    const all = queue.files.length;
    sessionStorage.setItem(MEMORY, JSON.stringify({ all: all, here: all - queue.left() }));
  }

  function recall() {
    const kept = sessionStorage.getItem(MEMORY);
    if (!kept) return;
    const cut = JSON.parse(kept);
    byId("cut-off-text").textContent = "◐ Sending was cut off when this page was left: " + cut.here +
      " of " + words(cut.all, "file", "files") + " had been sent. Choose the same files again: those that arrived are skipped.";
    byId("cut-off").hidden = false;
  }

  function forget() {
    sessionStorage.removeItem(MEMORY);
    byId("cut-off").hidden = true;
  }

  // The discs and the refused files below: now and then while files arrive, and at once when
  // nothing is on its way any longer, for a person with three files waits for nothing else.
  let drawing = 0;
  function refresh() {
    if (queue.files.length - queue.left() === refreshed) return;
    if (!queue.active() && checking === 0) draw();
    else if (!drawing) drawing = setTimeout(draw, REFRESH);
  }

  function draw() {
    clearTimeout(drawing);
    drawing = 0;
    refreshed = queue.files.length - queue.left();
    htmx.trigger(document.body, "photos-arrived");
    changed();
  }

  // The server keeps the list of refused files, so that it is there after a reload.
  let telling = false;
  function tell() {
    if (telling || !queue.untold.length) return;
    telling = true;
    const told = queue.untold.slice(0, TOLD_AT_ONCE);
    const form = new FormData();
    told.forEach(function (one) {
      form.append("name", one.name);
      form.append("folder", one.folder);
      form.append("code", one.code);
    });
    const headers = { "X-CSRFToken": window.UploadQueue.token(), Accept: "application/json" };
    fetch(drop.dataset.refused, { method: "POST", body: form, headers: headers, redirect: "manual" })
      .then(function (answer) {
        if (!answer.ok) throw new Error("not told");
        telling = false;
        queue.untold.splice(0, told.length);
        htmx.trigger(document.body, "files-refused");
        changed();
      })
      .catch(function () {
        setTimeout(function () { telling = false; changed(); }, TELL);
      });
  }

  function key(name, folder, size) {
    return JSON.stringify([name, folder, size]);
  }

  function arrivedBefore() {
    return fetch(drop.dataset.have, { headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.json(); })
      .then(function (data) {
        return new Set(data.photos.map(function (p) { return key(p.name, p.folder, p.size); }));
      })
      .catch(function () { return new Set(); }); // the server skips duplicates by itself
  }

  async function take(entry, before) {
    const file = entry.file;
    const own = key(file.name, entry.folder, file.size) + file.lastModified;
    const known = seen.get(own);
    if ((known && !known.givenUp) || before.has(key(file.name, entry.folder, file.size))) {
      here += 1;
      return;
    }
    seen.set(own, entry);
    const code = await Files.refusal(file, limit, archiveLimit);
    if (code) queue.giveUp(entry, code);
    else queue.add(entry);
  }

  async function takeAll(entries) {
    const wanted = entries.filter(function (entry) { return !Files.isClutter(entry); });
    if (wanted.length) forget();
    checking += wanted.length;
    if (queue.stopped) queue.goOn();
    changed();
    const before = await arrivedBefore();
    for (const entry of wanted) {
      await take(entry, before);
      checking -= 1;
      queue.go();
    }
    changed();
  }

  async function takeDropped(walk) {
    checking += 1;
    changed();
    const dropped = await walk();
    checking -= 1;
    dropped.lost.forEach(function (one) { queue.refused += 1; queue.untold.push(one); });
    takeAll(dropped.found);
  }

  ["pick-files", "pick-folder"].forEach(function (id) {
    const input = byId(id);
    function take() {
      const entries = Files.chosen(input);
      input.value = "";
      if (entries.length) takeAll(entries);
    }
    input.addEventListener("change", take);
    take(); // what was chosen before this script was there
  });

  // A drop of files anywhere on the page counts; the browser would otherwise open the photo
  // instead. A drag that began on the page, such as of a thumbnail, is not for us.
  let inside = false;
  document.addEventListener("dragstart", function () { inside = true; });
  document.addEventListener("dragend", function () { inside = false; });
  function ofFiles(event) {
    return !inside && Array.from(event.dataTransfer.types).includes("Files");
  }
  document.addEventListener("dragover", function (event) {
    if (!ofFiles(event)) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", function (event) {
    if (!ofFiles(event)) return;
    event.preventDefault();
    drop.classList.remove("over");
    const hidden = drop.closest("details");
    if (hidden) hidden.open = true;
    takeDropped(Files.dropped(event.dataTransfer));
  });

  goOn.addEventListener("click", function () { queue.goOn(); });
  window.addEventListener("online", function () { queue.wake(); });
  window.addEventListener("beforeunload", function (event) {
    if (busy()) event.preventDefault();
  });
  recall();
})();
