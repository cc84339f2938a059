// Shows the button that copies a text. Without this script the text is there to select.

for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const said = document.getElementById(button.dataset.says);
  button.hidden = false;
  button.addEventListener("click", async () => {
    // Emptied first: who listens also hears the second time that it was copied.
    said.textContent = "";
    const isCopied = await copy(source);
    said.textContent = isCopied ? button.dataset.done : button.dataset.failed;
    button.classList.toggle("is-done", isCopied);
  });
}

async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.value);
    return true;
  } catch {
    // No clipboard: over plain HTTP, or refused. The older way asks for nothing, and leaves the text selected.
    source.focus();
    source.select();
    return document.execCommand("copy");
  }
}
