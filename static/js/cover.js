// Covering parts of a photo by mouse, pen or finger: dragging paints a rectangle, a click chooses
// one. The list beside the photo is what is true: the rectangles are drawn from it.
(function () {
  "use strict";

  const layer = document.getElementById("cover-layer");
  if (!layer) return;

  const SVG = "http://www.w3.org/2000/svg";
  const START = 6; // pixels on the screen that a pointer moves before it paints
  const LEAST = 8; // pixels of the photo; the server asks for as many
  const LABEL = 15; // pixels on the screen: the numbers on the parts
  const parts = document.getElementById("cover-parts");
  const said = document.getElementById("cover-said");
  const removeChosen = document.getElementById("cover-remove-chosen");
  const width = layer.viewBox.baseVal.width;
  const height = layer.viewBox.baseVal.height;
  let painting = null; // where the pointer went down, and the rectangle that grows from there
  let chosen = ""; // the number of the part that is chosen
  let wasInList = false; // whether the focus was on what a change replaces
  let queue = Promise.resolve();

  function rows() {
    return Array.from(document.querySelectorAll("#cover-list [data-box]"));
  }

  function rowOf(cover) {
    return rows().find(function (row) { return row.dataset.cover === cover; });
  }

  function scale() {
    const matrix = layer.getScreenCTM();
    return matrix ? matrix.a : 1;
  }

  function element(name, attributes) {
    const made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  // In the middle of its part; beside one that it would hide.
  function number(box, label) {
    const [left, top, right, bottom] = box;
    const size = LABEL / scale();
    const small = Math.min(right - left, bottom - top) < size * 1.5;
    const beside = right + size < width ? right + size : left - size;
    const x = small ? beside : (left + right) / 2;
    const text = element("text", { x: x, y: (top + bottom) / 2, "font-size": size });
    text.textContent = label;
    return text;
  }

  function part(box, label) {
    const group = element("g", { class: "part" });
    const [left, top, right, bottom] = box;
    const sides = { x: left, y: top, width: right - left, height: bottom - top };
    group.append(element("rect", sides));
    if (label) group.append(number(box, label));
    return group;
  }

  function draw() {
    parts.replaceChildren();
    rows().forEach(function (row, index) {
      const group = part(row.dataset.box.split(" ").map(Number), String(index + 1));
      group.dataset.cover = row.dataset.cover;
      parts.append(group);
    });
    choose(rowOf(chosen) ? chosen : "");
  }

  function choose(cover) {
    chosen = cover;
    parts.querySelectorAll(".part").forEach(function (group) {
      group.classList.toggle("chosen", group.dataset.cover === cover);
    });
    rows().forEach(function (row, index) {
      const is = row.dataset.cover === cover;
      row.querySelector(".chosen").hidden = !is;
      if (is) removeChosen.textContent = "Remove part " + (index + 1);
    });
    removeChosen.hidden = !cover;
  }

  // In pixels of the photo, on it.
  function place(event) {
    const point = new DOMPoint(event.clientX, event.clientY);
    const on = point.matrixTransform(layer.getScreenCTM().inverse());
    return {
      x: Math.round(Math.min(Math.max(on.x, 0), width)),
      y: Math.round(Math.min(Math.max(on.y, 0), height)),
    };
  }

  function boxTo(end) {
    const from = painting.from;
    return [
      Math.min(from.x, end.x), Math.min(from.y, end.y),
      Math.max(from.x, end.x), Math.max(from.y, end.y),
    ];
  }

  function stop() {
    if (painting && painting.draft) painting.draft.remove();
    painting = null;
  }

  layer.addEventListener("pointerdown", function (event) {
    if (event.button !== 0 || !event.isPrimary) return;
    stop();
    painting = { from: place(event), x: event.clientX, y: event.clientY, under: event.target };
    layer.setPointerCapture(event.pointerId);
  });

  layer.addEventListener("pointermove", function (event) {
    if (!painting || !event.isPrimary) return;
    const far = Math.hypot(event.clientX - painting.x, event.clientY - painting.y) >= START;
    if (!painting.draft && !far) return;
    const draft = part(boxTo(place(event)), "");
    draft.classList.add("draft");
    if (painting.draft) painting.draft.replaceWith(draft);
    else layer.append(draft);
    painting.draft = draft;
  });

  layer.addEventListener("pointerup", function (event) {
    if (!painting || !event.isPrimary) return;
    if (!painting.draft) {
      const under = painting.under.closest(".part");
      choose(under ? under.dataset.cover : "");
    } else {
      paint(boxTo(place(event)));
    }
    stop();
  });

  layer.addEventListener("pointercancel", stop);

  function paint(box) {
    if (box[2] - box[0] < LEAST || box[3] - box[1] < LEAST) {
      say("▲ That part is too small to be covered. Drag over a larger one.");
      return;
    }
    const values = new FormData();
    ["left", "top", "right", "bottom"].forEach(function (edge, index) {
      values.set(edge, box[index]);
    });
    send(values);
  }

  function say(words) {
    const line = document.createElement("p");
    line.className = "mark-failed";
    line.textContent = words;
    said.replaceChildren(line);
  }

  // One change at a time, in the order in which they were made.
  function send(values) {
    const list = document.getElementById("cover-list");
    wasInList = document.getElementById("cover-side").contains(document.activeElement);
    const token = list.querySelector("[name=csrfmiddlewaretoken]").value;
    queue = queue.then(function () {
      return htmx.ajax("POST", list.getAttribute("action"), {
        source: layer, target: "#cover-side", swap: "outerHTML", values: values,
        headers: { "X-CSRFToken": token },
      });
    }).catch(function () { /* said by the events below */ });
  }

  document.addEventListener("submit", function (event) {
    if (!event.target.matches("#cover-add, #cover-list")) return;
    event.preventDefault();
    send(new FormData(event.target, event.submitter));
  });

  document.addEventListener("htmx:afterSettle", function () {
    draw();
    if (!wasInList || document.activeElement !== document.body) return;
    document.getElementById("covers-title").focus({ preventScroll: true });
  });

  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () {
      say("▲ That was not saved. Reload the page to see what is covered, then try again.");
    });
  });

  function remove(cover) {
    const row = rowOf(cover);
    if (row) row.querySelector("button").click();
  }

  removeChosen.addEventListener("click", function () { remove(chosen); });

  // The part whose button has the focus is the one that is meant.
  document.addEventListener("focusin", function (event) {
    const row = event.target.closest("#cover-list [data-box]");
    if (row) choose(row.dataset.cover);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      stop();
      choose("");
    }
    if (!chosen || !["Delete", "Backspace"].includes(event.key)) return;
    if (event.target.matches("input, textarea, select")) return;
    event.preventDefault();
    remove(chosen);
  });

  window.addEventListener("resize", draw);
  document.getElementById("cover-how").hidden = false;
  layer.classList.add("ready");
  draw();
})();
