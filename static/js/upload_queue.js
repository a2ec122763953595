// The queue of files that go to the server: one request a file, three at a time. A file whose
// request breaks off keeps its slot and waits up to 15 s before it tries again, so that the
// queue pauses with the network instead of running empty against it.
(function () {
  "use strict";

  const SLOTS = 3;
  const FIRST_WAIT = 500; // milliseconds
  const LONGEST_WAIT = 15000;
  const FAILURES = 6; // answers "failed" of the server after which a file is given up
  const TOKEN = document.querySelector("meta[name=csrf-token]").content;

  function Queue(url, changed) {
    this.url = url;
    this.changed = changed; // called after each change, for the page
    this.files = [];
    this.next = 0;
    this.running = 0;
    this.bytesDone = 0;
    this.bytesAll = 0;
    this.arrived = 0;
    this.duplicates = 0;
    this.refused = [];
    this.sending = new Map();
    this.retrying = 0;
    this.stopped = "";
    this.startedAt = 0;
    this.bytesBefore = 0;
  }

  Queue.prototype.active = function () {
    return this.running > 0 || (this.next < this.files.length && !this.stopped);
  };

  Queue.prototype.add = function (entry) {
    if (!this.active()) {
      this.startedAt = Date.now();
      this.bytesBefore = this.bytesDone;
    }
    this.files.push(entry);
    this.bytesAll += entry.file.size;
  };

  // About how many seconds are left, by the pace since the queue last began; 0 where unknown.
  Queue.prototype.secondsLeft = function () {
    const sent = this.sentBytes();
    const pace = (sent - this.bytesBefore) / (Date.now() - this.startedAt);
    return this.active() && pace > 0 ? Math.ceil((this.bytesAll - sent) / pace / 1000) : 0;
  };

  Queue.prototype.sentBytes = function () {
    let sent = this.bytesDone;
    this.sending.forEach(function (bytes) { sent += bytes; });
    return sent;
  };

  Queue.prototype.go = function () {
    while (this.running < SLOTS && this.next < this.files.length && !this.stopped) {
      this.running += 1;
      this.send(this.files[this.next], FIRST_WAIT);
      this.next += 1;
    }
    this.changed();
  };

  Queue.prototype.end = function (entry) {
    this.sending.delete(entry);
    this.bytesDone += entry.file.size;
    this.running -= 1;
    this.go();
  };

  Queue.prototype.refuse = function (entry, why) {
    this.refused.push({ name: entry.file.name, why: why });
  };

  Queue.prototype.later = function (entry, wait) {
    const queue = this;
    queue.sending.delete(entry);
    queue.retrying += 1;
    queue.changed();
    setTimeout(function () {
      queue.retrying -= 1;
      queue.send(entry, Math.min(wait * 2, LONGEST_WAIT));
    }, wait);
  };

  Queue.prototype.stop = function (entry, why) {
    this.stopped = why;
    this.sending.delete(entry);
    this.running -= 1;
    this.changed();
  };

  Queue.prototype.answered = function (entry, request, wait) {
    const answer = request.response;
    if (request.status >= 500 || request.status === 429 || request.status === 408) {
      entry.failures = (entry.failures || 0) + 1;
      if (entry.failures < FAILURES) {
        this.later(entry, wait);
      } else {
        this.refuse(entry, "The server failed on this file several times. Choose it again later.");
        this.end(entry);
      }
    } else if (request.status === 413 && !answer) {
      this.refuse(entry, "too large for the server in front of the program");
      this.end(entry);
    } else if (!answer) {
      this.stop(entry, request.responseURL.includes("sign-in")
        ? "You were signed out. Load this page again, sign in, and choose the same files: those that arrived are skipped."
        : "The server did not take the photos. Load this page again and choose the same files: those that arrived are skipped.");
    } else if (request.status === 403) {
      this.stop(entry, answer.error);
    } else if (request.status === 200) {
      this.arrived += 1;
      if (answer.same && answer.same !== entry.file.name) {
        this.refuse(entry, "the same photo as " + answer.same + ", which is here already");
      } else if (answer.duplicate) {
        this.duplicates += 1;
      }
      this.end(entry);
    } else {
      this.refuse(entry, answer.error);
      this.end(entry);
    }
  };

  Queue.prototype.send = function (entry, wait) {
    const queue = this;
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("folder", entry.folder);
    form.append("file", entry.file, entry.file.name);
    request.open("POST", queue.url);
    request.responseType = "json";
    request.setRequestHeader("X-CSRFToken", TOKEN);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = function (event) {
      queue.sending.set(entry, Math.min(event.loaded, entry.file.size));
      queue.changed();
    };
    request.onload = function () { queue.answered(entry, request, wait); };
    request.onerror = function () { queue.later(entry, wait); };
    request.ontimeout = request.onerror;
    request.send(form);
  };

  window.UploadQueue = Queue;
})();
