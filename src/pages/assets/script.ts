// The one script of the pages. All of it is comfort: without it every page says and does the same. It asks nobody for anything and keeps nothing.

export const SCRIPT = `'use strict';
// Narrows the rows that are there already while somebody types; the form asks the server for all of them.
for (const input of document.querySelectorAll('[data-narrows]')) {
  const table = document.querySelector('[data-rows]');
  const status = document.querySelector('[data-narrowed]');
  if (table === null || status === null) continue;
  const rows = [...table.tBodies[0].rows];
  const fold = (text) => text.normalize('NFC').toLowerCase();
  const texts = rows.map((row) => fold(row.textContent));
  input.addEventListener('input', () => {
    const wanted = fold(input.value.trim());
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden = !texts[index].includes(wanted);
      if (!row.hidden) shown += 1;
    });
    status.textContent =
      wanted === '' ? '' : shown + ' of the ' + rows.length + ' rows on this page fit. "Show" looks through all of them.';
  });
}
// To choose the whole set marks what is shown of it, too; what is not shown is chosen by the server.
for (const all of document.querySelectorAll('[data-choose-all]')) {
  const boxes = all.form.querySelectorAll('input[name="digest"]');
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes)
    box.addEventListener('change', () => {
      if (!box.checked) all.checked = false;
    });
}
// Enter on a mark or in a date would send the form, and the server would only say that this decides nothing.
for (const form of document.querySelectorAll('form.decide'))
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.tagName === 'INPUT') event.preventDefault();
  });
// A digest is 64 characters long, and nobody types it.
for (const code of document.querySelectorAll('[data-copy]')) {
  if (navigator.clipboard === undefined) break;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', code.dataset.copyLabel);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.dataset.copy);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not copied';
    }
  });
  code.after(button);
}
`;
