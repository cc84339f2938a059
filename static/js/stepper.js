// Puts a minus and a plus beside every number field: counting a room goes with a thumb.

function makeButton(sign, label, step, input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet";
  button.textContent = sign;
  button.setAttribute("aria-label", `${label}: ${sign === "+" ? "één meer" : "één minder"}`);
  button.addEventListener("click", () => {
    const lowest = Number(input.min || 0);
    const highest = Number(input.max || Infinity);
    input.value = String(Math.min(highest, Math.max(lowest, Number(input.value || 0) + step)));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return button;
}

function tellName(input) {
  const label = input.labels?.[0]?.cloneNode(true);
  label?.querySelector(".optional")?.remove();
  return label?.textContent.replace(/\s+/g, " ").trim() ?? "";
}

for (const input of document.querySelectorAll('input[type="number"]')) {
  const label = tellName(input);
  const stepper = document.createElement("div");
  stepper.className = "stepper";
  input.before(stepper);
  stepper.append(makeButton("−", label, -1, input), input, makeButton("+", label, 1, input));
}
