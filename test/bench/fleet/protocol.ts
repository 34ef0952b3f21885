/** What the process of the companies is told and asked, and what it answers. */
import { z } from 'zod';
import { TROUBLES } from './troubles.ts';

export const askedShape = z.discriminatedUnion('kind', [
  /** Somebody leaves each company, and somebody comes. */
  z.object({ kind: z.literal('turnover') }),
  /** By the company's number. */
  z.object({ kind: z.literal('trouble'), troubles: z.record(z.string(), z.enum(TROUBLES)) }),
  z.object({ kind: z.literal('inspect') }),
]);
export type Asked = z.infer<typeof askedShape>;

const inspected = z.object({
  /** People who left or came, whose members are not as the directory says. */
  wrong: z.number(),
  /** Members created for somebody who has one, or written twice since the turnover. */
  twice: z.number(),
  /** Since the turnover. */
  requests: z.number(),
});
export type Inspected = z.infer<typeof inspected>;
export const answerShape = z.union([
  z.object({ urls: z.array(z.object({ psa: z.string(), graph: z.string(), okta: z.string() })) }),
  z.object({ done: z.literal(true) }),
  z.object({ companies: z.array(inspected) }),
]);
export type Answer = z.infer<typeof answerShape>;
