/* Enhancements of pages that work without it. Each block watches an attribute:
   data-busy="Mengirim…"   on a submit button: the words shown while the form is on its way
   data-upload="Mengunggah" on an htmx form: <progress> and <output> inside it follow the upload
   data-autosave="Sesi…"   on an htmx form that saves by itself: what to say when the session has ended
   data-dialog="id"        on a link or button: opens that <dialog>; data-close closes the one around it
   data-dismiss            on a button: removes the .message around it
   data-theme-form         on the form of the theme switch
   data-select             on a form: counts its ticked data-row boxes for .selection; data-select-all, data-select-none
   data-print              on a button: prints the page
   data-keys="queue"       around rows (data-key-row) with a link (data-key-open): J and K move, / goes to data-key-search
   data-keys="viewer"      around data-key-next and data-key-previous: N and P follow them
   data-keep="key"         on a tick box: remembered for this browser session */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  document.documentElement.classList.add("scripted");

  // Buttons that say what is happening, and a form that is not sent twice.
  const words = new WeakMap();
  const calm = (form) => {
    delete form.dataset.sent;
    all("[aria-busy]", form).forEach((button) => {
      button.removeAttribute("aria-busy");
      if (words.has(button)) button.replaceChildren(...words.get(button));
    });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = "yes";
    setTimeout(calm, 15000, form);
    const button = event.submitter;
    if (button && button.dataset.busy) {
      words.set(button, [...button.childNodes]);
      button.setAttribute("aria-busy", "true");
      button.textContent = button.dataset.busy;
    }
  }, true);
  addEventListener("pageshow", () => all("form[data-sent]").forEach(calm));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) calm(form);
  });

  // Upload progress in per cent, with a text twin.
  const show = (form, loaded, total) => {
    const bar = form.querySelector("progress"), twin = form.querySelector("output");
    const percent = total ? Math.round((100 * loaded) / total) : 0;
    if (bar) { bar.hidden = false; bar.max = 100; bar.value = percent; }
    if (twin) twin.textContent = `${form.dataset.upload} ${percent}%`;
  };
  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = event.target.closest?.("form[data-upload]");
    if (form && event.detail.lengthComputable) show(form, event.detail.loaded, event.detail.total);
  });
  // The line is gone, or the answer is an error page: said where the form is, since what was typed is still there.
  const say = (event, sentence) => {
    const form = event.target.closest?.("form");
    if (!form) return;
    let place = form.querySelector("output");
    if (!place) form.append(place = document.createElement("output"));
    place.className = "offline";
    place.textContent = sentence;
  };
  document.addEventListener("htmx:sendError", (event) => say(event, document.body.dataset.offline));
  document.addEventListener("htmx:responseError", (event) => say(event, document.body.dataset.refused));
  // A form that saves by itself never leaves for the sign-in page: the last words typed would be lost.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = event.target.closest?.("form[data-autosave]");
    if (!form || !event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    event.preventDefault();
    say(event, form.dataset.autosave);
  });

  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    let found;
    if ((found = hit("[data-dialog]"))) {
      const dialog = document.getElementById(found.dataset.dialog);
      if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
    } else if ((found = hit("[data-close]"))) {
      const dialog = found.closest("dialog");
      if (dialog) { event.preventDefault(); dialog.close(); }
    } else if ((found = hit("[data-dismiss]"))) found.closest(".message").remove();
    else if (hit("[data-print]")) print();
    all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  // Keys of a list and of the document viewer; only while the focus is inside, so that no dictated letter moves a page.
  const KEYS = {
    queue: (place, key, row) => {
      const links = all("[data-key-open]", place);
      const here = row ? links.indexOf(row.querySelector("[data-key-open]")) : -1;
      return { j: links[here + 1], k: links[here - 1], "/": document.querySelector("[data-key-search]") }[key];
    },
    viewer: (place, key) => place.querySelector({ n: "[data-key-next]", p: "[data-key-previous]" }[key] || "none"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const place = event.target.closest("[data-keys]");
    const found = place && KEYS[place.dataset.keys](place, event.key.toLowerCase(), event.target.closest("[data-key-row]"));
    if (!found) return;
    event.preventDefault();
    if (place.dataset.keys === "viewer") found.click(); else found.focus();
  });

  // Theme: the same POST as without a script, without the page load.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-theme-form]") || !event.submitter) return;
    event.preventDefault();
    const theme = event.submitter.value;
    fetch(form.action, { method: "POST", body: new FormData(form, event.submitter), redirect: "manual" }).then(() => {
      if (theme === "auto") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = theme;
      all("button", form).forEach((button) => button.setAttribute("aria-pressed", String(button.value === theme)));
      calm(form);
    }).catch(() => { calm(form); });
  });

  // Selected rows.
  const count = (form) => {
    const rows = all("[data-row]", form), ticked = rows.filter((row) => row.checked).length;
    all("[data-selected]", form).forEach((place) => { place.textContent = ticked; });
    all(".selection", form).forEach((bar) => bar.toggleAttribute("data-empty", !ticked));
    all("[data-select-all]", form).forEach((box) => { box.checked = ticked > 0 && ticked === rows.length; box.indeterminate = ticked > 0 && ticked < rows.length; });
  };
  document.addEventListener("change", (event) => {
    const box = event.target, form = box.closest("form[data-select]");
    if (form && box.matches("[data-select-all]")) all("[data-row]", form).forEach((row) => { row.checked = box.checked; });
    if (form) count(form);
    if (box.dataset.keep) sessionStorage.setItem(box.dataset.keep, box.checked ? "1" : "");
  });
  document.addEventListener("reset", (event) => { if (event.target.matches("form[data-select]")) setTimeout(count, 0, event.target); });

  const ready = (root) => {
    all("form[data-select]").forEach(count);
    all("[data-keep]", root).forEach((box) => { if (sessionStorage.getItem(box.dataset.keep)) box.checked = true; });
    const summary = root.querySelector(".error-summary");
    if (summary) summary.focus();
  };
  addEventListener("DOMContentLoaded", () => ready(document));
  document.addEventListener("htmx:afterSwap", (event) => ready(event.detail.target));
})();
