// Additions only: every page works without this file.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("[data-focus]")?.focus();
  document.querySelectorAll("form[data-autosave]").forEach(autosave);
  // The strip of tabs, which scrolls where it is narrow, shows the present one.
  document.querySelectorAll(".nav-tabs .active").forEach((tab) => {
    const strip = tab.closest(".nav-tabs");
    strip.scrollLeft += tab.getBoundingClientRect().left - strip.getBoundingClientRect().left - 48;
  });
});

// A second press of a button that has just sent its form does nothing. (The server would make one record anyway.)
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "1";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(release, 10000, event.target);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

function release(form) {
  delete form.dataset.sent;
  form.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
}

// Menus close with Escape and with a press elsewhere.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

// One box ticks all of a name in its form.
document.addEventListener("change", (event) => {
  const name = event.target.dataset.checkAll;
  if (name) event.target.form.querySelectorAll(`[name="${name}"]`).forEach((box) => { box.checked = event.target.checked; });
});

// The marks of a paper's part, beside it and in the index, follow what is typed and chosen.
document.addEventListener("input", (event) => {
  const part = event.target.closest("[data-part]");
  if (!part) return;
  const chosen = (field) => field.type !== "radio" || field.form.elements[field.name].value;
  const fields = [...part.querySelectorAll("textarea, input[type=radio]")];
  const filled = fields.every((field) => chosen(field) && field.value.trim());
  document.querySelectorAll(`[data-state-of="${part.dataset.part}"]`).forEach((mark) => {
    mark.hidden = Boolean(mark.dataset.filled) !== filled;
  });
});

// Drafts save themselves 2.5 s after the last key and on leaving a field; one request in flight at a time.
// The server answers {version, saved} (200), {message, url} (409: somebody else saved) or {message} (422).
function autosave(form) {
  const status = form.querySelector("[data-autosave-status]");
  let timer, flight = null, unsaved = false, stopped = false;

  function say(state, text = "", url = "") {
    status.textContent = `${status.dataset[state]} ${text}`.trim();
    status.classList.toggle("failing", !["saving", "saved", "unsaved"].includes(state));
    if (url) status.append(" ", Object.assign(document.createElement("a"), { href: url, textContent: status.dataset.look }));
  }
  function save() {
    clearTimeout(timer);
    if (unsaved && !stopped && !flight && !form.dataset.sent) {
      flight = send().finally(() => { flight = null; });
    }
  }
  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }
  function post() {
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    const headers = { "X-Autosave": "1", Accept: "application/json" };
    return fetch(form.action, { method: "POST", body: fields, headers, signal: AbortSignal.timeout(20000) });
  }
  // Signing in again in another tab makes this form's token void; a fresh copy of the page has the new one.
  async function freshToken() {
    const page = await (await fetch(form.action)).text();
    const token = page.match(/name="csrfmiddlewaretoken" value="(\w+)"/);
    if (token) form.elements.csrfmiddlewaretoken.value = token[1];
  }
  async function send() {
    unsaved = false;
    say("saving");
    try {
      let answer = await post();
      if (answer.status === 403) {
        await freshToken();
        answer = await post();
      }
      if (answer.redirected) throw "signedout";
      if (answer.status >= 500) throw "failed";
      const said = answer.headers.get("Content-Type").includes("json") ? await answer.json() : {};
      if (answer.ok) {
        form.elements.version.value = said.version;
        if (unsaved) later(2500);
        return say(unsaved ? "unsaved" : "saved", unsaved ? "" : said.saved);
      }
      unsaved = true;
      stopped = [403, 404, 409].includes(answer.status);
      say(answer.status === 409 ? "conflict" : stopped ? "refused" : "invalid", said.message, said.url);
    } catch (reason) {
      unsaved = true;
      say(reason === "signedout" ? reason : "failed");
      later(5000);
    }
  }
  form.addEventListener("input", () => {
    unsaved = true;
    if (!flight && !stopped) say("unsaved");
    later(2500);
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget?.type !== "submit") save();
  });
  // The version that the form sends must be the one that the save in flight is about to bring.
  form.addEventListener("submit", (event) => {
    if (!flight) return;
    event.preventDefault();
    flight.then(() => form.requestSubmit(event.submitter));
  });
  window.addEventListener("online", save);
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !form.dataset.sent) event.preventDefault();
  });
}
