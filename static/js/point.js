/* «Pakai lokasi HP»: puts a button behind each input for a point on the map. The page works without it. */
"use strict";
(() => {
  if (!navigator.geolocation) return;
  for (const input of document.querySelectorAll("input[data-point]")) {
    const button = document.createElement("button");
    const { point, pointBusy, pointRefused } = input.dataset;
    const answer = document.createElement("output");
    button.type = "button";
    button.className = "btn btn-small";
    button.textContent = point;
    answer.className = "hint";
    input.after(button, answer);
    button.addEventListener("click", () => {
      button.textContent = pointBusy;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          input.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
          input.dispatchEvent(new Event("change", { bubbles: true }));
          button.textContent = point;
          answer.textContent = `± ${Math.round(coords.accuracy)} m`;
        },
        () => { button.textContent = point; answer.textContent = pointRefused; },
        { enableHighAccuracy: true, timeout: 15000 },
      );
    });
  }
})();
