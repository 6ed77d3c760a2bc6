import { element } from "../dom.js";
import { frameUrl } from "../api.js";
import { label } from "./findings.js";

const SVG = "http://www.w3.org/2000/svg";
const WHEEL = 1.1;
const LEVEL = 0.005;

function drawn(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

// One side. `place` is shared by all sides; whoever changes it calls `applyAll`.
export function makeViewport(title, date, image, findings, place, applyAll, light) {
  const caption = element("figcaption", {}, `${title} ${date}${image?.view ? ` ${image.view}` : ""}`);
  const pane = element("div", { class: "pane" });
  const root = element("figure", { class: "side", "aria-label": title }, caption, pane);
  if (!image) {
    pane.append(element("p", {}, title === "Prior" ? "No prior image of this view." : "No image."));
    return { root, apply() {} };
  }
  const box = `0 0 ${image.columns} ${image.rows}`;
  const picture = drawn("image", { href: frameUrl(image), width: image.columns, height: image.rows });
  const marks = drawn("g", { class: "marks" }, ...findings.map((finding, index) => mark(finding, index, image, light)));
  const content = drawn("g", {}, picture, marks);
  const sheet = drawn("svg", { viewBox: box, role: "img", "aria-label": `${title} image of ${date}` }, content);
  pane.append(sheet);
  handle(pane, place, applyAll);

  return {
    root,
    apply() {
      // Pan is kept in thousandths of the image's width, so sides of other sizes go together.
      const unit = image.columns / 1000;
      const [cx, cy] = [image.columns / 2, image.rows / 2];
      content.setAttribute(
        "transform",
        `translate(${cx + place.x * unit} ${cy + place.y * unit}) scale(${place.scale}) translate(${-cx} ${-cy})`,
      );
      picture.style.filter = `brightness(${place.level}) contrast(${place.contrast}) invert(${place.inverted ? 1 : 0})`;
      marks.style.display = place.boxes ? "" : "none";
    },
  };
}

function mark(finding, index, image, light) {
  if (!finding.box) {
    return drawn("g", {});
  }
  const { x0, y0, x1, y1 } = finding.box;
  const size = image.columns / 42;
  const text = drawn("text", { x: x0, y: Math.max(size, y0 - size / 3), "font-size": size });
  text.textContent = label(finding);
  const group = drawn(
    "g",
    { class: finding.colour, "data-finding": index },
    drawn("rect", { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }),
    text,
  );
  group.addEventListener("mouseenter", () => light(index, true));
  group.addEventListener("mouseleave", () => light(index, false));
  return group;
}

// Wheel zooms, the left button pans, the right one (or Shift) sets level and contrast.
function handle(pane, place, applyAll) {
  pane.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const by = event.deltaY < 0 ? WHEEL : 1 / WHEEL;
      place.scale = Math.min(16, Math.max(0.25, place.scale * by));
      applyAll();
    },
    { passive: false },
  );
  pane.addEventListener("contextmenu", (event) => event.preventDefault());
  pane.addEventListener("pointerdown", (event) => pane.setPointerCapture(event.pointerId));
  pane.addEventListener("pointermove", (event) => {
    if (event.buttons === 0) {
      return;
    }
    if (event.buttons === 2 || event.shiftKey) {
      place.level = Math.min(4, Math.max(0.1, place.level - event.movementY * LEVEL));
      place.contrast = Math.min(6, Math.max(0.1, place.contrast + event.movementX * LEVEL));
    } else {
      const unit = 1000 / pane.clientWidth;
      place.x += event.movementX * unit;
      place.y += event.movementY * unit;
    }
    applyAll();
  });
}
