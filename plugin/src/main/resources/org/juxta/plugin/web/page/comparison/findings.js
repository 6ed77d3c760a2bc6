import { element } from "../dom.js";

const COLOURS = ["yellow", "orange", "blue", "green", "pink"];

// What was read of one image: what is present, and what was there before and is gone.
export function findingsOf(reading) {
  return (reading?.findings ?? [])
    .filter((finding) => finding.present || finding.change === "RESOLVED")
    .map((finding, index) => ({
      name: finding.type.toLowerCase().replaceAll("_", " "),
      certainty: Math.round(finding.probability * 100),
      change: finding.change ? finding.change.toLowerCase() : "",
      box: finding.present ? finding.box : null,
      colour: COLOURS[index % COLOURS.length],
    }));
}

export function label(finding) {
  return [finding.name, `${finding.certainty} %`, finding.change].filter(Boolean).join(", ");
}

export function findingsList(answer, pair, findings, light) {
  const items = findings.map((finding, index) =>
    element(
      "li",
      {
        class: finding.colour,
        tabindex: 0,
        "data-finding": index,
        onmouseenter: () => light(index, true),
        onmouseleave: () => light(index, false),
        onfocus: () => light(index, true),
        onblur: () => light(index, false),
      },
      label(finding) + (finding.box ? "" : " (no place given)"),
    ),
  );
  return element(
    "section",
    { class: "findings", "aria-label": "Findings" },
    items.length > 0 ? element("ul", {}, ...items) : element("p", {}, nothing(answer, pair)),
    pair ? element("p", { class: "why" }, pair.pairing) : null,
    element("p", {}, outcome(answer)),
    answer.report
      ? element("a", { href: `/api/v1/reports/${answer.report.sopInstanceUid}/dicom` }, "Report (DICOM)")
      : null,
  );
}

function nothing({ study }, pair) {
  if (pair?.reading?.failure) {
    return `This image could not be read: ${pair.reading.failure}`;
  }
  if (pair?.reading) {
    return "No finding on this image.";
  }
  return study.reason ?? "This image was not read.";
}

function outcome({ study, model, deliveries }) {
  const sent = deliveries.map(({ archive, state, lastOutcome }) => `${archive}: ${state.toLowerCase().replace("_", " ")}, ${lastOutcome}`);
  const by = model ? `Read by ${model.name ?? ""} ${model.version ?? ""}.` : "";
  return [by, `State: ${study.state.toLowerCase().replace("_", " ")}.`, ...sent].filter(Boolean).join(" ");
}
