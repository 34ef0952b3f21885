// Opens a workbook as a spreadsheet does: unzips it, follows its relations, resolves texts and styles, and undoes the escapes of cells.
import { strFromU8, unzipSync } from 'fflate';
import { elementsOf, parseXml, type XmlElement } from './parse-xml.ts';

export type ReadCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  /** ISO 8601; by the format of its style. */
  | { readonly kind: 'date'; readonly at: string };

export interface ReadSheet {
  readonly name: string;
  /** By address: `B2`. */
  readonly cells: ReadonlyMap<string, ReadCell>;
  /** Without the head; by title, `undefined` where a cell is empty. */
  readonly rows: readonly Readonly<Record<string, ReadCell | undefined>>[];
  readonly titles: readonly string[];
  /** `A1:C9`; undefined: none. */
  readonly filter: string | undefined;
  /** Rows that stay in sight. */
  readonly frozenRows: number;
  readonly widths: readonly number[];
  /** Names of the elements of the sheet, in their order. */
  readonly parts: readonly string[];
}

const DAY_MS = 86_400_000;
const UNIX_EPOCH = 25_569;

export function readWorkbook(bytes: Uint8Array): readonly ReadSheet[] {
  const files = unzipSync(bytes);
  const xml = (path: string): XmlElement => {
    const file = files[path];
    if (file === undefined) throw new Error(`The workbook has no ${path}`);
    return parseXml(strFromU8(file));
  };
  for (const path of Object.keys(files)) xml(path);
  const texts = elementsOf(xml('xl/sharedStrings.xml'), 'si').map((si) =>
    unescaped(
      elementsOf(si, 't')
        .map(({ text }) => text)
        .join(''),
    ),
  );
  const dates = dateStyles(xml('xl/styles.xml'));
  const targets = new Map(
    elementsOf(xml('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ attributes }) => [
      attributes['Id'],
      attributes['Target'],
    ]),
  );
  return elementsOf(xml('xl/workbook.xml'), 'sheet').map(({ attributes }) =>
    readSheet(attributes['name'] ?? '', xml(`xl/${targets.get(attributes['r:id']) ?? ''}`), { texts, dates }),
  );
}

interface Shared {
  readonly texts: readonly string[];
  readonly dates: ReadonlySet<string>;
}

function readSheet(name: string, sheet: XmlElement, shared: Shared): ReadSheet {
  const lines = elementsOf(sheet, 'row').map((row) => elementsOf(row, 'c'));
  const cells = new Map(
    lines.flat().flatMap((cell): [string, ReadCell][] => {
      const read = readCell(cell, shared);
      return read === undefined ? [] : [[cell.attributes['r'] ?? '', read]];
    }),
  );
  const head = [...cells].flatMap(([address, cell]) =>
    /^[A-Z]+1$/.test(address) && cell.kind === 'text' ? [[address.slice(0, -1), cell.text] as const] : [],
  );
  const pane = elementsOf(sheet, 'pane').find(({ attributes }) => attributes['state'] === 'frozen');
  return {
    name,
    cells,
    titles: head.map(([, title]) => title),
    rows: lines
      .slice(1)
      .map((_line, index) =>
        Object.fromEntries(head.map(([column, title]) => [title, cells.get(`${column}${index + 2}`)])),
      ),
    filter: elementsOf(sheet, 'autoFilter')[0]?.attributes['ref'],
    frozenRows: Number(pane?.attributes['ySplit'] ?? 0),
    widths: elementsOf(sheet, 'col').map(({ attributes }) => Number(attributes['width'])),
    parts: sheet.children.map((part) => part.name),
  };
}

function readCell(cell: XmlElement, { texts, dates }: Shared): ReadCell | undefined {
  const { t: type = 'n', s: style = '0' } = cell.attributes;
  const [value, other] = cell.children;
  if (value === undefined) return undefined;
  if (value.name !== 'v' || other !== undefined) throw new Error(`A cell holds <${value.name}>, which is no value`);
  if (type === 's') {
    const text = texts[Number(value.text)];
    if (text === undefined) throw new Error(`There is no text ${value.text}`);
    return { kind: 'text', text };
  }
  const number = Number(value.text);
  if (type !== 'n' || value.text === '' || !Number.isFinite(number))
    throw new Error(`${type} ${value.text} is no number`);
  return dates.has(style)
    ? { kind: 'date', at: new Date(Math.round((number - UNIX_EPOCH) * DAY_MS)).toISOString() }
    : { kind: 'number', value: number };
}

/** The styles whose format shows days. */
function dateStyles(styles: XmlElement): ReadonlySet<string> {
  const formats = new Map(
    elementsOf(styles, 'numFmt').map(({ attributes }) => [attributes['numFmtId'], attributes['formatCode'] ?? '']),
  );
  const [used] = elementsOf(styles, 'cellXfs');
  return new Set(
    (used?.children ?? []).flatMap(({ attributes }, index) =>
      /y.*d/.test(formats.get(attributes['numFmtId']) ?? '') ? [String(index)] : [],
    ),
  );
}

function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
