import { element, personName, say } from "../dom.js";
import { study as askStudy, watch } from "../api.js";
import { findingsOf, findingsList } from "./findings.js";
import { makeViewport } from "./viewport.js";

// Shared by both sides: what is done to one image is done to the other.
const START = { scale: 1, x: 0, y: 0, level: 1, contrast: 1, inverted: false, boxes: true };
const PAN = 40;
const ZOOM = 1.25;
const HELP = "+ - zoom, arrows pan, [ ] level, , . contrast, I invert, B boxes, N P next and previous image, R reset";

export async function showComparison(view, uid) {
  const place = { ...START };
  let at = 0;
  let shown = [];

  async function load() {
    const answer = await askStudy(uid);
    at = Math.min(at, Math.max(0, answer.pairs.length - 1));
    draw(answer);
  }

  function draw(answer) {
    const { study, pairs } = answer;
    document.title = "Comparison - Juxta";
    const pair = pairs[at];
    const findings = pair ? findingsOf(pair.reading) : [];
    const light = (index, on) => {
      for (const marked of view.querySelectorAll(`[data-finding="${index}"]`)) {
        marked.classList.toggle("lit", on);
      }
    };
    shown = pair
      ? [
          makeViewport("Prior", study.priorDate, pair.prior, [], place, apply, light),
          makeViewport("Current", study.studyDate, pair.current, findings, place, apply, light),
        ]
      : [];
    view.replaceChildren(
      heading(answer),
      tools(),
      element("div", { class: "sides" }, ...shown.map((side) => side.root)),
      findingsList(answer, pair, findings, light),
    );
    apply();

    function step(by) {
      at = (at + by + pairs.length) % pairs.length;
      draw(answer);
    }

    function tools() {
      const button = (name, act, key) =>
        element("button", { onclick: act, title: key ? `key ${key}` : null }, name);
      return element(
        "div",
        { class: "tools" },
        ...pairs.map((one, index) =>
          element(
            "button",
            { "aria-pressed": String(index === at), onclick: () => step(index - at) },
            one.view || `image ${index + 1}`,
          ),
        ),
        button("Invert", () => act("i"), "I"),
        element("button", { class: "boxes", onclick: () => act("b"), "aria-pressed": String(place.boxes), title: "key B" }, "Boxes"),
        button("Reset", () => act("r"), "R"),
        element("span", { class: "help" }, HELP),
      );
    }

    document.onkeydown = (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, select")) {
        return;
      }
      const key = event.key.toLowerCase();
      if (pairs.length > 0 && (key === "n" || key === "p")) {
        step(key === "n" ? 1 : -1);
      } else if (act(key)) {
        event.preventDefault();
      }
    };
  }

  function act(key) {
    const acts = {
      "+": () => zoom(ZOOM),
      "=": () => zoom(ZOOM),
      "-": () => zoom(1 / ZOOM),
      arrowleft: () => (place.x += PAN),
      arrowright: () => (place.x -= PAN),
      arrowup: () => (place.y += PAN),
      arrowdown: () => (place.y -= PAN),
      "[": () => (place.level = Math.max(0.1, place.level - 0.1)),
      "]": () => (place.level = Math.min(4, place.level + 0.1)),
      ",": () => (place.contrast = Math.max(0.1, place.contrast - 0.1)),
      ".": () => (place.contrast = Math.min(6, place.contrast + 0.1)),
      i: () => (place.inverted = !place.inverted),
      b: () => (place.boxes = !place.boxes),
      r: () => Object.assign(place, START),
    };
    acts[key]?.();
    apply();
    return key in acts;
  }

  function zoom(by) {
    place.scale = Math.min(16, Math.max(0.25, place.scale * by));
  }

  function apply() {
    shown.forEach((side) => side.apply());
    view.querySelector("button.boxes")?.setAttribute("aria-pressed", String(place.boxes));
  }

  let state = null;
  await load();
  watch(
    async () => {
      try {
        const answer = await askStudy(uid);
        const now = JSON.stringify([answer.study.state, answer.report, answer.deliveries]);
        if (state !== null && now !== state) {
          draw(answer);
        }
        state = now;
        say("");
      } catch (problem) {
        say(problem.message);
      }
    },
    () => {},
  );
}

function heading({ study, intervalDays, pairsLeftOut }) {
  const facts = [
    study.patientId,
    study.description,
    study.modality,
    study.priorDate
      ? `${intervalDays} days after the prior of ${study.priorDate}`
      : "no prior",
    pairsLeftOut > 0 ? `${pairsLeftOut} further images are not shown` : "",
  ].filter(Boolean);
  return element(
    "div",
    { class: "subject" },
    element("h1", {}, `${personName(study.patientName) || "(no name)"}, ${study.studyDate || "no date"}`),
    element("p", {}, facts.join(" · ")),
    study.priorReason ? element("p", { class: "why" }, study.priorReason) : null,
  );
}
