// An SVG text taken apart and put together anew through the escaping template, from the few elements and attributes that a chart needs. No style, no script, no event.
// Under its own name for the template, so that the formatter does not close what is opened here.
import { html as part, type Markup } from '../../reports/html/markup.ts';
import { PAINTS } from './colours.ts';

const TOKEN = /<!\[CDATA\[[\s\S]*?\]\]>|<(?<close>\/)?(?<tag>[A-Za-z]+)(?<attributes>[^>]*)>|(?<text>[^<]+)/g;
const ATTRIBUTE = /(?<name>[\w:-]+)="(?<value>[^"]*)"/g;

const TAGS = ['svg', 'g', 'path', 'rect', 'text', 'defs', 'pattern', 'clipPath'];
const KEPT = [
  ...['d', 'x', 'y', 'width', 'height', 'transform', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin'],
  ...['stroke-linecap', 'fill-opacity', 'text-anchor', 'dominant-baseline', 'patternUnits', 'patternTransform'],
];
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
]);

/** `id` makes the names within it its own on the page; `label` says what is to be seen. */
export function svgMarkup(svg: string, { id, label }: { readonly id: string; readonly label: string }): Markup {
  const parts: Markup[] = [];
  let dropped = false;
  for (const { groups = {} } of svg.matchAll(TOKEN)) {
    const { close, tag, attributes = '', text } = groups;
    if (tag !== undefined && !TAGS.includes(tag)) dropped = close === undefined;
    else if (dropped) continue;
    else if (tag === 'svg') parts.push(close === undefined ? opened(attributes, label) : part`</svg>`);
    else if (tag !== undefined)
      parts.push(close === undefined ? part`<${tag}${kept(attributes, id)}>` : part`</${tag}>`);
    else if (text !== undefined && text.trim() !== '') parts.push(part`${plain(text)}`);
  }
  return part`${parts}`;
}

function opened(attributes: string, label: string): Markup {
  const { viewBox = '' } = Object.fromEntries(read(attributes));
  return part`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" role="img" aria-label="${label}">`;
}

function kept(attributes: string, id: string): readonly Markup[] {
  return read(attributes).flatMap(([name, value]) => {
    if (KEPT.includes(name)) return [part` ${name}="${value}"`];
    if (name === 'fill' || name === 'stroke') return [part` ${name}="${paint(value, id)}"`];
    if (name === 'id') return [part` id="${id}-${value}"`];
    if (name === 'clip-path') return [part` clip-path="${reference(value, id)}"`];
    return [];
  });
}

function paint(value: string, id: string): string {
  return value.startsWith('url(') ? reference(value, id) : (PAINTS.get(value) ?? 'none');
}

/** `url(#p0)` -> `url(#ID-p0)` */
function reference(value: string, id: string): string {
  return value.replace(/^url\(#([\w-]+)\)$/, `url(#${id}-$1)`);
}

function read(attributes: string): readonly (readonly [name: string, value: string])[] {
  return [...attributes.matchAll(ATTRIBUTE)].map(({ groups = {} }) => [
    groups['name'] ?? '',
    plain(groups['value'] ?? ''),
  ]);
}

function plain(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES.get(entity) ?? entity);
}
