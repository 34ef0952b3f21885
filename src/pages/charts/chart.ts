// A chart as plain numbers: what is drawn, and what stands in the table behind it.
import type { Markup } from '../../reports/html/markup.ts';

export interface Chart {
  /** Letters and dashes, once on a page. */
  readonly id: string;
  readonly kind: 'lines' | 'bars';
  readonly title: string;
  /** What is to be seen, in one sentence, for whoever cannot see it. */
  readonly summary: string;
  /** What the categories are: "Day", "Open for". */
  readonly along: string;
  /** Made by Rollcall, never text from outside: they are written into the drawing. */
  readonly categories: readonly string[];
  /** At most MOST_SERIES. Their names may be hostile; they stand beside the drawing only. */
  readonly series: readonly Series[];
  /** How a value is said in the table. */
  readonly say: (value: number) => string;
}

export interface Series {
  readonly name: string;
  /** One for each category; null: not known. */
  readonly values: readonly (number | null)[];
}

/** As many as can be told apart by colour and pattern. */
export const MOST_SERIES = 6;

/** Draws it as a part of a page. Comes from outside, since what draws is loaded only when there is something to draw. */
export type DrawChart = (chart: Chart) => Markup;
