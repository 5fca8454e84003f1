/** The only script of the report: a filter over the table of requirements, kept in the address.
 * All else works without it. `verdict:` and `level:` name a column, other words are looked for
 * anywhere. */
export const script = `
(() => {
  document.documentElement.classList.add('has-script');
  const box = document.querySelector('#filter');
  const rows = [...document.querySelectorAll('.matrix tbody tr')];
  const told = document.querySelector('#filtered');
  const matches = (row, word) => {
    const [name, value] = word.split(':');
    if (value !== undefined && row.dataset[name] !== undefined) {
      return row.dataset[name].toLowerCase() === value;
    }
    return row.textContent.toLowerCase().includes(word);
  };
  const apply = () => {
    const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => matches(row, word));
      if (!row.hidden) shown += 1;
    }
    told.textContent = shown + ' of ' + rows.length + ' requirements';
  };
  const fromAddress = () => {
    const found = /^#filter=(.*)$/.exec(location.hash);
    if (found) box.value = decodeURIComponent(found[1]);
    apply();
  };
  box.addEventListener('input', () => {
    history.replaceState(null, '', box.value ? '#filter=' + encodeURIComponent(box.value) : '#');
    apply();
  });
  addEventListener('hashchange', fromAddress);
  fromAddress();
})();
`;
