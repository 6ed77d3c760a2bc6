import { element, personName, say } from "../dom.js";
import { searchStudies, watch } from "../api.js";

const STATES = {
  RECEIVING: "receiving",
  COMPLETE: "waiting",
  READING: "reading",
  READ: "read",
  REPORTED: "reported",
  DELIVERED: "delivered",
  NOT_READ: "not read",
  FAILED: "failed",
};
const COLUMNS = ["Patient", "ID", "Date", "Modality", "State", "Prior", "Findings", "Change"];

export async function showWorklist(view) {
  document.title = "Worklist - Juxta";
  const search = { text: "", state: "", modality: "", cursor: null };
  const earlier = [];
  let next = null;

  const body = element("tbody");
  const live = element("span", { class: "live" }, "connecting");
  const newer = element("button", { onclick: () => turn(earlier.pop() ?? null) }, "Newer");
  const older = element("button", {
    onclick: () => {
      earlier.push(search.cursor);
      turn(next);
    },
  }, "Older");

  function turn(cursor) {
    search.cursor = cursor;
    return load();
  }

  function filter(key, value) {
    search[key] = value;
    earlier.length = 0;
    return turn(null);
  }

  let asked = 0;
  async function load() {
    const mine = ++asked;
    try {
      const page = await searchStudies(search);
      if (mine !== asked) {
        return; // a later question has been asked meanwhile
      }
      say("");
      next = page.next;
      const focused = document.activeElement?.getAttribute("href");
      body.replaceChildren(...page.studies.map(row));
      [...body.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
      newer.disabled = search.cursor === null;
      older.disabled = next === null;
    } catch (problem) {
      say(problem.message);
    }
  }

  const text = element("input", {
    type: "search",
    "aria-label": "Search name, ID, accession number or description",
    placeholder: "Search (/)",
    maxlength: 64,
    oninput: (event) => filter("text", event.target.value),
  });
  const state = element(
    "select",
    { "aria-label": "State", onchange: (event) => filter("state", event.target.value) },
    element("option", { value: "" }, "any state"),
    ...Object.entries(STATES).map(([value, name]) => element("option", { value }, name)),
  );
  const modality = element("input", {
    "aria-label": "Modality",
    placeholder: "Modality",
    size: 8,
    maxlength: 16,
    oninput: (event) => filter("modality", event.target.value.trim().toUpperCase()),
  });

  view.replaceChildren(
    element("h1", { class: "hidden" }, "Worklist"),
    element("div", { class: "tools" }, text, state, modality, newer, older, live),
    element(
      "div",
      { class: "rows", tabindex: 0, role: "region", "aria-label": "Studies" },
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, ...COLUMNS.map((name) => element("th", { scope: "col" }, name)))),
        body,
      ),
    ),
  );
  document.addEventListener("keydown", (event) => keys(event, text, body, newer, older));
  watch(load, (connected) => {
    live.textContent = connected ? "live" : "not connected, trying again";
    live.classList.toggle("lost", !connected);
  });
  await load();
}

function row(study) {
  const prior = study.priorDate || (study.priorStudyUid ? "compared" : "");
  return element(
    "tr",
    { "data-study": study.studyUid },
    element("td", {}, element("a", { href: `/studies/${study.studyUid}` }, personName(study.patientName) || "(no name)")),
    element("td", {}, study.patientId),
    element("td", {}, study.studyDate),
    element("td", {}, study.modality),
    element("td", { class: `state ${study.state}` }, STATES[study.state] ?? study.state, reason(study.reason)),
    element("td", {}, prior, reason(study.priorReason)),
    element("td", {}, study.findings ?? ""),
    element("td", { class: `change ${study.change ?? ""}` }, study.change ?? ""),
  );
}

function reason(text) {
  return text ? element("small", {}, text) : null;
}

function keys(event, text, body, newer, older) {
  if (event.target.matches("input, select")) {
    if (event.key === "Escape") {
      event.target.blur();
    }
    return;
  }
  const links = [...body.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const act = {
    "/": () => text.focus(),
    ArrowDown: () => links[Math.min(at + 1, links.length - 1)]?.focus(),
    ArrowUp: () => links[Math.max(at - 1, 0)]?.focus(),
    PageDown: () => older.click(),
    PageUp: () => newer.click(),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
}
