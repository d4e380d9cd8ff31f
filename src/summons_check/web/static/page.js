// The page works without this. With it an answer comes without a new page, a file can be dropped,
// the report copied, and the language is remembered on this machine.
"use strict";

const LANGUAGE = "summons_check.lang";
const CHANGED = ["header", "main"];
let isBusy = false;

const form = () => document.getElementById("form");
const tell = (words) => { document.getElementById("status").textContent = words; };

// A browser that is told to keep nothing refuses the storage itself.
function remembered() {
  try { return localStorage.getItem(LANGUAGE); } catch { return null; }
}

function remember(lang) {
  try { localStorage.setItem(LANGUAGE, lang); } catch { /* asked for again next time */ }
}

function start() {
  document.documentElement.classList.add("js");
  const lang = remembered();
  const isAsked = new URLSearchParams(location.search).has("lang");
  const known = lang && document.querySelector(`a[data-lang="${CSS.escape(lang)}"]`);
  if (known && !isAsked && lang !== document.documentElement.lang) location.replace(known.href);
}

function show(answer) {
  for (const part of CHANGED) {
    document.querySelector(part).replaceWith(answer.querySelector(part));
  }
  document.title = answer.title;
  document.documentElement.lang = answer.documentElement.lang;
  const target = document.getElementById("result") || document.getElementById("problem");
  if (target) {
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }
}

async function send(address, data) {
  if (isBusy) return;
  isBusy = true;
  const sent = form();
  sent.setAttribute("aria-busy", "true");
  tell(sent.dataset.checking);
  try {
    const response = await fetch(address, { method: "POST", body: data });
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!answer.getElementById("form")) throw new Error("no page");
    show(answer);
    const box = form().elements.text;
    if (!response.ok && !box.value) box.value = data.get("text");
    tell("");
  } catch {
    sent.removeAttribute("aria-busy");
    tell(sent.dataset.unreachable);
  }
  isBusy = false;
}

// What is in the form now is shown in the other language; it is checked if it was before.
async function speak(lang) {
  const data = new FormData(form());
  if (!document.getElementById("result")) data.set("draft", "1");
  remember(lang);
  await send(`/?lang=${lang}`, data);
  if (document.documentElement.lang === lang) history.replaceState(null, "", `/?lang=${lang}`);
}

async function copy(button) {
  const area = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(area.value);
    tell(button.dataset.copied);
  } catch {
    area.closest("details").open = true;
    area.select();
    tell(button.dataset.failed);
  }
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const lang = event.submitter?.dataset.lang;
  if (lang) speak(lang);
  else send(new URL(event.target.action).search || "/", new FormData(event.target));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-lang]");
  if (link && form()) {
    event.preventDefault();
    speak(link.dataset.lang);
  } else if (link) {
    remember(link.dataset.lang);
  }
  const button = event.target.closest("button");
  if (button?.dataset.copy) copy(button);
  if (button && "print" in button.dataset) window.print();
});

document.addEventListener("change", (event) => {
  if (event.target.id === "file" && event.target.files.length) tell(form().dataset.chosen);
});

for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    if (event.target.id !== "text" || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.target.classList.toggle("over", name === "dragover");
    if (name !== "drop") return;
    form().elements.file.files = event.dataTransfer.files;
    tell(form().dataset.chosen);
  });
}

start();
