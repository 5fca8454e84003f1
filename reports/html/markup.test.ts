import { expect, test } from 'vitest';
import { html, raw } from './markup.ts';

test('what is put in is text', () => {
  const name = `</p><script>alert("1 & '2'")</script>`;
  expect(html`<p title="${name}">${name}</p>`.markup).toBe(
    '<p title="&lt;/p&gt;&lt;script&gt;alert(&quot;1 &amp; &#39;2&#39;&quot;)&lt;/script&gt;">' +
      '&lt;/p&gt;&lt;script&gt;alert(&quot;1 &amp; &#39;2&#39;&quot;)&lt;/script&gt;</p>',
  );
});

test('what steers a terminal is shown as a replacement character; lines and tabs stay', () => {
  expect(html`${'a\u001b[31mb\u0000c\u009bd\n\te'}`.markup).toBe('a\ufffd[31mb\ufffdc\ufffdd\n\te');
});

test('markup stays markup; lists follow each other; what is absent leaves nothing', () => {
  const items = ['a', 'b'].map((each) => html`<i>${each}</i>`);
  expect(html`${items}${undefined}${false}${0}${raw('<hr>')}`.markup).toBe('<i>a</i><i>b</i>0<hr>');
});
