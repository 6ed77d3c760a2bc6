// Makes elements. Text is always set as text, never parsed: a patient's name may hold anything.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function say(text) {
  document.getElementById("status").textContent = text;
}

// DICOM's Family^Given^Middle (PS3.5 6.2.1) as people write it; other scripts follow after '='.
export function personName(stored) {
  return stored.split("=").map(group).join("=");
}

function group(stored) {
  const [family = "", ...rest] = stored.split("^");
  const given = rest.filter((part) => part !== "").join(" ");
  return given === "" ? family : `${family}, ${given}`;
}
