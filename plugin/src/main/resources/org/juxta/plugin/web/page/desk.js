import { showWorklist } from "./worklist/worklist.js";
import { showComparison } from "./comparison/comparison.js";
import { say } from "./dom.js";

const view = document.getElementById("view");
const study = location.pathname.match(/^\/studies\/([0-9.]+)$/);
const shown = study ? showComparison(view, study[1]) : showWorklist(view);
shown.catch((problem) => say(problem.message));
