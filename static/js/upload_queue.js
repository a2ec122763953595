// The queue of files that go to the server: one request a file, three at a time. A file whose
// request breaks off keeps its slot and waits up to 15 s before it tries again, so that the
// queue pauses with the network instead of running empty against it. A file is given up only
// where the fault is its own; an outage, however long, gives up none.
(function () {
  "use strict";

  const SLOTS = 3;
  const FIRST_WAIT = 500; // milliseconds
  const LONGEST_WAIT = 15000;
  const LONGEST_ASKED = 60000; // however long the server asks to wait
  const STILL = 60000; // without one more byte sent, a request is taken for dead
  const ANSWER = 120000; // for the answer after the last byte, and longer for a large file:
  const CHECKED = 2000; // bytes a millisecond that the server looks through at the least
  const FAILURES = 6; // answers "failed" of the server after which a file is given up
  const BREAKS = 4; // breaks of one file after which the server is asked whether it is there
  const BLAMED = 3; // breaks although it was there: something on the way lets this file not pass
  const NOT_NOW = [408, 425, 429, 502, 503, 504];
  const SIGNED_OUT = "You were signed out. Sign in in another tab, then press “Go on” here; or load this page again and choose the same files.";
  const GONE = "This upload is not there any more: somebody deleted it.";
  const UNKNOWN = "The server did not take the photos; perhaps you were signed out. Sign in in another tab and press “Go on” here, or load this page again and choose the same files: those that arrived are skipped.";

  // The cookie is newer than the page where the person has signed in again in another tab.
  function token() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? cookie[1] : document.querySelector("meta[name=csrf-token]").content;
  }

  function Queue(url, alive, changed) {
    this.url = url;
    this.alive = alive; // an address that answers while the server is there
    this.changed = changed; // called after each change, for the page
    this.files = [];
    this.next = 0;
    this.back = []; // files that were under way when the queue was stopped
    this.running = 0;
    this.bytesDone = 0;
    this.bytesAll = 0;
    this.arrived = 0;
    this.duplicates = 0;
    this.refused = 0;
    this.untold = []; // files given up here, of which the server has not been told
    this.sending = new Map();
    this.waiting = new Map(); // entry: how to try it again at once
    this.stopped = "";
    this.startedAt = 0;
    this.bytesBefore = 0;
  }

  Queue.prototype.left = function () {
    return this.files.length - this.next + this.back.length + this.running;
  };

  Queue.prototype.active = function () {
    return this.running > 0 || (this.left() > 0 && !this.stopped);
  };

  Queue.prototype.add = function (entry) {
    if (!this.active()) this.begin();
    this.files.push(entry);
    this.bytesAll += entry.file.size;
  };

  Queue.prototype.begin = function () {
    this.startedAt = Date.now();
    this.bytesBefore = this.bytesDone;
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
    while (this.running < SLOTS && !this.stopped) {
      let entry = this.back.shift();
      if (!entry && this.next < this.files.length) {
        entry = this.files[this.next];
        this.next += 1;
      }
      if (!entry) break;
      this.running += 1;
      this.send(entry, FIRST_WAIT);
    }
    this.changed();
  };

  Queue.prototype.goOn = function () {
    this.stopped = "";
    this.begin();
    this.go();
  };

  Queue.prototype.end = function (entry) {
    this.sending.delete(entry);
    this.bytesDone += entry.file.size;
    this.running -= 1;
    this.go();
  };

  // Given up without a word of the server, which is told of it by the page.
  Queue.prototype.giveUp = function (entry, code) {
    entry.givenUp = true;
    this.refused += 1;
    this.untold.push({ name: entry.file.name, folder: entry.folder, code: code });
  };

  Queue.prototype.later = function (entry, wait, asked) {
    const queue = this;
    const again = function () {
      if (!queue.waiting.delete(entry)) return;
      clearTimeout(timer);
      if (queue.stopped) queue.stop(entry, queue.stopped);
      else if (entry.breaks >= BREAKS) queue.tryBlamed(entry, wait);
      else queue.send(entry, Math.min(wait * 2, LONGEST_WAIT));
    };
    const timer = setTimeout(again, asked || wait);
    queue.sending.delete(entry);
    queue.waiting.set(entry, asked ? null : again);
    queue.changed();
  };

  // The server is there again: nobody needs to wait for it any longer.
  Queue.prototype.wake = function () {
    Array.from(this.waiting.values()).forEach(function (again) { if (again) again(); });
  };

  // A file that breaks off again and again, each time although the server is there, is at fault.
  Queue.prototype.tryBlamed = function (entry, wait) {
    const queue = this;
    fetch(queue.alive, { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) throw new Error("not there");
      entry.blamed = (entry.blamed || 0) + 1;
      if (entry.blamed > BLAMED) {
        queue.giveUp(entry, "failed");
        queue.end(entry);
      } else {
        queue.send(entry, Math.min(wait * 2, LONGEST_WAIT));
      }
    }).catch(function () {
      entry.blamed = 0;
      queue.later(entry, Math.min(wait * 2, LONGEST_WAIT));
    });
  };

  Queue.prototype.stop = function (entry, why) {
    this.stopped = why;
    this.sending.delete(entry);
    this.back.push(entry);
    this.running -= 1;
    this.changed();
  };

  // No answer came: the server is away, the line is cut, or the file is not there any more.
  Queue.prototype.broke = function (entry, wait) {
    const queue = this;
    entry.breaks = (entry.breaks || 0) + 1;
    entry.file.slice(0, 1).arrayBuffer().then(
      function () { queue.later(entry, wait); },
      function () {
        queue.giveUp(entry, "unreadable");
        queue.end(entry);
      }
    );
  };

  Queue.prototype.notNow = function (entry, request, wait) {
    const asked = Number(request.getResponseHeader("Retry-After")) * 1000;
    this.later(entry, wait, Math.min(Math.max(asked || 0, wait), LONGEST_ASKED));
  };

  Queue.prototype.failed = function (entry, wait) {
    entry.failures = (entry.failures || 0) + 1;
    if (entry.failures < FAILURES) {
      this.later(entry, wait, wait);
    } else {
      this.giveUp(entry, "failed");
      this.end(entry);
    }
  };

  Queue.prototype.answered = function (entry, request, wait) {
    const answer = request.response;
    if (NOT_NOW.includes(request.status)) return this.notNow(entry, request, wait);
    if (request.status >= 500) return this.failed(entry, wait);
    entry.breaks = 0;
    if (request.status === 413 && !answer) {
      this.giveUp(entry, "proxy");
      this.end(entry);
    } else if (!answer) {
      const signedOut = request.responseURL.includes("sign-in");
      this.stop(entry, signedOut ? SIGNED_OUT : request.status === 404 ? GONE : UNKNOWN);
    } else if (request.status === 403) {
      this.stop(entry, answer.error);
    } else {
      if (request.status === 200) this.took(answer);
      else if (request.status === 422) this.refused += 1;
      else this.giveUp(entry, "failed");
      this.end(entry);
    }
    this.wake();
  };

  Queue.prototype.took = function (answer) {
    if (answer.same) this.refused += 1; // the server lists it: the same bytes by another name
    else if (answer.duplicate) this.duplicates += 1;
    else this.arrived += 1;
  };

  Queue.prototype.send = function (entry, wait) {
    const queue = this;
    const request = new XMLHttpRequest();
    const form = new FormData();
    let dead;
    function within(milliseconds) {
      clearTimeout(dead);
      dead = setTimeout(function () { request.abort(); }, milliseconds);
    }
    form.append("folder", entry.folder);
    form.append("file", entry.file, entry.file.name);
    request.open("POST", queue.url);
    request.responseType = "json";
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = function (event) {
      within(STILL);
      queue.sending.set(entry, Math.min(event.loaded, entry.file.size));
      queue.changed();
    };
    request.upload.onload = function () { within(ANSWER + entry.file.size / CHECKED); };
    request.onload = function () { queue.answered(entry, request, wait); };
    request.onerror = request.onabort = function () { queue.broke(entry, wait); };
    request.onloadend = function () { clearTimeout(dead); };
    within(STILL);
    request.send(form);
  };

  window.UploadQueue = Queue;
  window.UploadQueue.token = token;
})();
