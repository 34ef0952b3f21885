// The blocks that the terminal's text is made of: headings, paragraphs, rows in columns, commands. Lays out first, paints afterwards.
import { fit, widthOf, wrap } from './columns.ts';
import { prose, visible } from '../words/safe-text.ts';

type Brush = (text: string) => string;
/** Colours, passed in so that rendering stays pure; the colour functions of common terminal libraries fit. */
export interface Paint {
  readonly bold: Brush;
  readonly dim: Brush;
  readonly red: Brush;
  readonly green: Brush;
  readonly yellow: Brush;
  readonly cyan: Brush;
}
const asIs: Brush = (text) => text;
export const PLAIN: Paint = { bold: asIs, dim: asIs, red: asIs, green: asIs, yellow: asIs, cyan: asIs };

export interface Page {
  readonly paint: Paint;
  /** Columns; no line is wider. */
  readonly width: number;
}

/** Narrower terminals wrap by themselves. */
const LEAST_WIDTH = 60;
/** Wider lines are hard to read, whatever the terminal has. */
const MOST_WIDTH = 120;

export function pageOf({ paint, width }: { readonly paint: Paint; readonly width: number }): Page {
  return { paint, width: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)) };
}

/** One account in a list. `lines`: what is said of it, each in its own paragraph. */
export interface Row {
  readonly glyph: string;
  readonly brush: Brush;
  readonly id: string;
  readonly name: string;
  /** A short digest to approve it by; null: not shown. */
  readonly digest: string | null;
  readonly lines: readonly string[];
}

const NAME_WIDTH = 22;
/** What a row says starts on a line of its own when it would have fewer columns than this. */
const LEAST_TEXT = 28;

export function heading(page: Page, title: string, count: number | null): string {
  return page.paint.bold(count === null ? title : `${title} (${count})`);
}

/** A sentence or more, indented, every further line as the first. */
export function paragraph(page: Page, indent: number, text: string, brush: Brush = asIs): readonly string[] {
  return indented(indent, wrap(prose(text), page.width - indent)).map((line) => painted(line, indent, brush));
}

/** `label` in front of the first line, further lines under the text. */
export function labelled(page: Page, indent: number, label: string, text: string, brush: Brush): readonly string[] {
  const start = indent + widthOf(label);
  return wrap(prose(text), page.width - start).map((line, index) =>
    index === 0 ? `${' '.repeat(indent)}${brush(label)}${line}` : `${' '.repeat(start)}${line}`,
  );
}

/** A command to copy. One that is too long is continued as a shell does it, so that it can be copied all the same. */
export function command(page: Page, indent: number, text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    // Two columns are kept for the continuation.
    if (last !== undefined && widthOf(`${last} ${word}`) <= page.width - indent - 2)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : `  ${word}`);
  }
  return indented(indent, lines).map((line, index) =>
    painted(index === lines.length - 1 ? line : `${line} \\`, indent, page.paint.cyan),
  );
}

/** Rows under each other, their columns as wide as the widest needs. */
export function rows(page: Page, indent: number, list: readonly Row[]): readonly string[] {
  const idWidth = Math.max(...list.map((row) => widthOf(visible(row.id))), 1);
  const nameWidth = Math.min(NAME_WIDTH, Math.max(...list.map((row) => widthOf(visible(row.name))), 1));
  return list.flatMap((row) => {
    const digest = row.digest === null ? '' : `  ${row.digest}`;
    const plain = `${row.glyph} ${fit(visible(row.id), idWidth)}  ${fit(visible(row.name), nameWidth)}${digest}`;
    const head =
      `${row.brush(row.glyph)} ${page.paint.bold(fit(visible(row.id), idWidth))}  ` +
      fit(visible(row.name), nameWidth) +
      (digest === '' ? '' : page.paint.dim(digest));
    const column = indent + widthOf(plain) + 2;
    if (page.width - column < LEAST_TEXT)
      return [`${' '.repeat(indent)}${head}`, ...row.lines.flatMap((line) => paragraph(page, indent + 4, line))];
    const [first = '', ...rest] = row.lines.flatMap((line) => wrap(prose(line), page.width - column));
    return [`${' '.repeat(indent)}${head}  ${first}`, ...indented(column, rest)];
  });
}

function indented(indent: number, lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${' '.repeat(indent)}${line}`);
}

function painted(line: string, indent: number, brush: Brush): string {
  return line.slice(0, indent) + brush(line.slice(indent));
}
