import { describe, expect, test } from 'vitest';
import { html, renderMarkup, type MarkupValue } from '../../../src/reports/html/markup.ts';

describe('the template', () => {
  test.each<[string, MarkupValue, string]>([
    [
      'escapes what HTML gives a meaning',
      `<b a="1" c='2'>&</b>`,
      '&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;&lt;/b&gt;',
    ],
    ['escapes what is escaped already', '&lt;', '&amp;lt;'],
    ['shows controls and overrides', 'a\u202eb\nc\0', 'a[U+202E]b␊c␀'],
    ['leaves other scripts and emoji as they are', '陳大文 👩‍💻 Zoë', '陳大文 👩‍💻 Zoë'],
    ['replaces half a surrogate', '\ud83d', '\ufffd'],
    ['keeps a replacement pattern as text', '$& $1', '$&amp; $1'],
    ['writes numbers', 1200, '1200'],
    ['writes nothing for null', null, ''],
    ['takes over finished markup', html`<i>${'<'}</i>`, '<i>&lt;</i>'],
    ['takes over lists of it', [html`<i>1</i>`, html`<i>2</i>`], '<i>1</i><i>2</i>'],
  ])('%s', (_, value, expected) => {
    expect(renderMarkup(html`<p title="x">${value}</p>`)).toBe(`<p title="x">${expected}</p>`);
  });

  test('does not take parsed JSON for finished markup', () => {
    const forged = JSON.parse('[{"markup":"<script>","Symbol(markup)":"<script>"}]') as MarkupValue;

    expect(() => renderMarkup(html`<p>${forged}</p>`)).not.toThrow();
    expect(renderMarkup(html`<p>${forged}</p>`)).not.toContain('<script>');
  });
});
