// The page around the queue: files and folders that are dropped or chosen, early refusals,
// what arrived before, the line of totals and the list of refused files.
(function () {
  "use strict";

  const drop = document.getElementById("drop");
  if (!drop) return;

  const HEAD = 16; // bytes that tell what kind of file it is
  const REFRESH = 2000; // milliseconds between refreshes of the discs while files arrive
  const KINDS = ["ffd8ff", "89504e47", "49492a00", "4d4d002a", "25504446"];
  const CLUTTER = /^(\.|thumbs\.db$|desktop\.ini$)/i;
  const limit = Number(drop.dataset.limit);
  const bar = document.getElementById("sending-bar");
  const line = document.getElementById("sending-line");
  const queue = new window.UploadQueue(drop.dataset.send, changed);
  let skipped = 0;
  let checking = 0;
  let refreshed = 0;
  let shown = 0; // refused files that stand in the list
  let had = null;

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

  function status() {
    const parts = [];
    if (queue.files.length) {
      parts.push(queue.arrived + " of " + words(queue.files.length, "file", "files"));
      parts.push(megabytes(queue.sentBytes()) + " of " + megabytes(queue.bytesAll));
    }
    if (left()) parts.push(left());
    if (checking) parts.push("looking at " + words(checking, "file", "files"));
    if (skipped) parts.push(words(skipped, "file was", "files were") + " already here");
    if (queue.duplicates) parts.push(words(queue.duplicates, "duplicate", "duplicates") + " skipped");
    if (queue.retrying) parts.push("the server does not answer, trying again");
    if (!queue.active() && !checking && !queue.stopped) parts.push("done");
    return queue.stopped ? "▲ " + queue.stopped : parts.join(" · ");
  }

  function showRefused() {
    const list = document.getElementById("refused-list");
    queue.refused.slice(shown).forEach(function (one) {
      const item = document.createElement("li");
      item.textContent = one.name + ": " + one.why;
      list.append(item);
    });
    shown = queue.refused.length;
    document.getElementById("refused-title").textContent =
      "▲ " + words(shown, "file was", "files were") + " not taken";
    document.getElementById("refused").hidden = shown === 0;
  }

  let painting = false;
  function changed() {
    if (painting) return;
    painting = true;
    requestAnimationFrame(function () {
      painting = false;
      paint();
    });
  }

  function paint() {
    const begun = queue.files.length || skipped || checking || queue.refused.length;
    document.getElementById("sending").hidden = !begun;
    bar.max = queue.bytesAll || 1;
    bar.value = queue.files.length ? queue.sentBytes() : 1;
    bar.classList.toggle("done", !queue.active() && !checking);
    const text = status();
    if (line.textContent !== text) line.textContent = text;
    showRefused();
    refresh();
  }

  // The discs below: now and then while files arrive, and once at the end.
  let wanted = false;
  function refresh() {
    const arrived = queue.arrived;
    if (arrived === refreshed || wanted) return;
    wanted = true;
    setTimeout(function () {
      wanted = false;
      refreshed = arrived;
      htmx.trigger(document.body, "photos-arrived");
      changed();
    }, queue.active() ? REFRESH : 100);
  }

  function key(name, folder, size) {
    return JSON.stringify([name, folder, size]);
  }

  function arrivedBefore() {
    if (!had) {
      had = fetch(drop.dataset.have, { headers: { Accept: "application/json" } })
        .then(function (answer) { return answer.json(); })
        .then(function (data) {
          return new Set(data.photos.map(function (p) { return key(p.name, p.folder, p.size); }));
        })
        .catch(function () { return new Set(); }); // the server skips duplicates by itself
    }
    return had;
  }

  function hex(buffer) {
    return Array.from(new Uint8Array(buffer), function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  function isPhoto(head) {
    const riff = head.startsWith("52494646") && head.slice(16, 24) === "57454250";
    const heic = head.slice(8, 16) === "66747970";
    return riff || heic || KINDS.some(function (kind) { return head.startsWith(kind); });
  }

  // Why the file need not be sent at all; "" where the server is to judge.
  async function refusal(file) {
    if (!file.size) return "The file is empty. Copy it again from the camera.";
    if (file.size > limit) return "The file has " + megabytes(file.size) + "; at most " + megabytes(limit) + " are accepted.";
    const head = hex(await file.slice(0, HEAD).arrayBuffer());
    return isPhoto(head) ? "" : "This is not a photo. JPEG, PNG, TIFF, WebP, HEIC and PDF are accepted.";
  }

  async function take(entry, before) {
    if (before.has(key(entry.file.name, entry.folder, entry.file.size))) {
      skipped += 1;
      return;
    }
    let why;
    try {
      why = await refusal(entry.file);
    } catch (error) {
      why = "The browser cannot read this file. Choose it again.";
    }
    if (why) queue.refuse(entry, why);
    else queue.add(entry);
  }

  async function takeAll(entries) {
    const wanted = entries.filter(function (entry) { return !CLUTTER.test(entry.file.name); });
    checking += wanted.length;
    queue.stopped = "";
    changed();
    const before = await arrivedBefore();
    for (const entry of wanted) {
      await take(entry, before);
      checking -= 1;
      queue.go();
    }
    changed();
  }

  function folderOf(path) {
    return path.split("/").slice(0, -1).join("/");
  }

  function chosen(input) {
    const entries = Array.from(input.files, function (file) {
      return { file: file, folder: folderOf(file.webkitRelativePath || "") };
    });
    input.value = "";
    if (entries.length) takeAll(entries);
  }

  function readAll(reader) {
    return new Promise(function (resolve, reject) { reader.readEntries(resolve, reject); });
  }

  async function walk(entry, found) {
    if (entry.isFile) {
      const file = await new Promise(function (resolve, reject) { entry.file(resolve, reject); });
      found.push({ file: file, folder: folderOf(entry.fullPath.replace(/^\//, "")) });
      return;
    }
    const reader = entry.createReader();
    for (let part = await readAll(reader); part.length; part = await readAll(reader)) {
      for (const child of part) await walk(child, found);
    }
  }

  async function dropped(event) {
    event.preventDefault();
    drop.classList.remove("over");
    const hidden = drop.closest("details");
    if (hidden) hidden.open = true;
    const entries = Array.from(event.dataTransfer.items, function (item) {
      return item.webkitGetAsEntry && item.webkitGetAsEntry();
    }).filter(Boolean);
    const plain = Array.from(event.dataTransfer.files, function (file) {
      return { file: file, folder: "" };
    });
    const found = entries.length ? [] : plain; // some programs drop files without entries
    for (const entry of entries) await walk(entry, found);
    takeAll(found);
  }

  ["pick-files", "pick-folder"].forEach(function (id) {
    const input = document.getElementById(id);
    input.addEventListener("change", function () { chosen(input); });
    chosen(input); // what was chosen before this script was there
  });
  // A drop anywhere on the page counts; the browser would otherwise open the photo instead.
  document.addEventListener("dragover", function (event) {
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", dropped);
  window.addEventListener("beforeunload", function (event) {
    if (queue.active() || checking) event.preventDefault();
  });
})();
