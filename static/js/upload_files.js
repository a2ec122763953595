// Files as the browser gives them: dropped or chosen, in folders or not; and what can be told of
// a file before it is sent.
(function () {
  "use strict";

  const HEAD = 16; // bytes that tell what kind of file it is
  const PHOTOS = ["ffd8ff", "89504e47", "49492a00", "4d4d002a", "49492b00", "4d4d002b"];
  const ARCHIVES = ["25504446", "504b0304"]; // PDF and ZIP: the larger limit is theirs
  const HEIF = /^(he|mif1|msf1)/; // brands of still pictures; a film begins in the same way
  const CLUTTER = /^(\.|thumbs\.db$|desktop\.ini$)/i;

  function isClutter(entry) {
    return CLUTTER.test(entry.file.name) || /(^|\/)(__MACOSX|\.[^/.])/.test(entry.folder);
  }

  function hex(bytes) {
    return Array.from(bytes, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
  }

  function beginsWith(head, kinds) {
    return kinds.some(function (kind) { return head.startsWith(kind); });
  }

  function isPhoto(bytes, head) {
    const riff = head.startsWith("52494646") && head.slice(16, 24) === "57454250";
    const brand = String.fromCharCode.apply(null, bytes.slice(8, 12));
    const heif = head.slice(8, 16) === "66747970" && HEIF.test(brand);
    return riff || heif || beginsWith(head, PHOTOS);
  }

  // Why the file need not be sent at all, as a code for the server; "" where that is to judge.
  async function refusal(file, limit, archiveLimit) {
    if (!file.size) return "empty";
    let bytes;
    try {
      bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
    } catch (error) {
      return "unreadable";
    }
    const head = hex(bytes);
    const archive = beginsWith(head, ARCHIVES);
    if (!archive && !isPhoto(bytes, head)) return "kind";
    return file.size > (archive ? archiveLimit : limit) ? "large" : "";
  }

  function folderOf(path) {
    return path.split("/").slice(0, -1).join("/");
  }

  function chosen(input) {
    return Array.from(input.files, function (file) {
      return { file: file, folder: folderOf(file.webkitRelativePath || "") };
    });
  }

  function readAll(reader) {
    return new Promise(function (resolve, reject) { reader.readEntries(resolve, reject); });
  }

  // Everything below one dropped file or folder. What cannot be read is named in `lost`, and the
  // rest goes on.
  async function walk(entry, found, lost) {
    const path = entry.fullPath.replace(/^\//, "");
    try {
      if (entry.isFile) {
        const file = await new Promise(function (resolve, reject) { entry.file(resolve, reject); });
        found.push({ file: file, folder: folderOf(path) });
        return;
      }
      const reader = entry.createReader();
      for (let part = await readAll(reader); part.length; part = await readAll(reader)) {
        for (const child of part) await walk(child, found, lost);
      }
    } catch (error) {
      lost.push({ name: entry.name, folder: folderOf(path), code: "unreadable" });
    }
  }

  // Call it in the event itself: later, the browser has forgotten what was dropped.
  function dropped(transfer) {
    const plain = Array.from(transfer.files, function (file) { return { file: file, folder: "" }; });
    const entries = Array.from(transfer.items, function (item) {
      return item.kind === "file" && item.webkitGetAsEntry && item.webkitGetAsEntry();
    }).filter(Boolean);
    return async function () {
      const found = entries.length ? [] : plain; // some programs drop files without entries
      const lost = [];
      for (const entry of entries) await walk(entry, found, lost);
      return { found: found, lost: lost };
    };
  }

  window.UploadFiles = { isClutter: isClutter, refusal: refusal, chosen: chosen, dropped: dropped };
})();
