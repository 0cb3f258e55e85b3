// Compares a chosen or dropped file with the issued letter in the browser; without this file the server does.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-sha256]");
  if (!form || !window.crypto?.subtle) return;
  const input = form.querySelector("input[type=file]");
  const verdict = document.querySelector("[data-verdict]");

  async function compare(file) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const words = document.querySelector(hash === form.dataset.sha256 ? "[data-same]" : "[data-other]");
    verdict.replaceChildren(words.content.cloneNode(true));
  }
  input.addEventListener("change", () => input.files.length && compare(input.files[0]));
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    compare(input.files[0]);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    if (input.files.length) compare(input.files[0]);
  });
});
