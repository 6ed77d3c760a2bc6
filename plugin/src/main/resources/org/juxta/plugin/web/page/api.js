// The REST interface as the page uses it; /api/v1/openapi.json describes all of it.

async function answer(response) {
  if (!response.ok) {
    const problem = await response.json().catch(() => ({ detail: response.statusText }));
    throw new Error([problem.field, problem.detail].filter(Boolean).join(" "));
  }
  return response.json();
}

// A search goes as a body: what is searched for may be a name, and URLs are kept by many.
export async function searchStudies(search) {
  return answer(
    await fetch("/api/v1/studies/search", {
      method: "POST",
      headers: { "X-Juxta-Desk": "page", "Content-Type": "application/json" },
      body: JSON.stringify(search),
    }),
  );
}

export async function study(uid) {
  return answer(await fetch(`/api/v1/studies/${encodeURIComponent(uid)}`));
}

export function frameUrl(image, frame = 1) {
  return `/api/v1/frames/${encodeURIComponent(image.sopInstanceUid)}/${frame}`;
}

// Calls back at once and after every change; says when the connection is lost and found.
export function watch(changed, connected) {
  const events = new EventSource("/api/v1/events");
  events.addEventListener("worklist", changed);
  events.addEventListener("open", () => connected(true));
  events.addEventListener("error", () => connected(false));
}
