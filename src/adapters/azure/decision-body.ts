// What a client of the API sends to decide on held steps.
import { z } from 'zod';
import { rulingId, type RulingId } from '../../domain/ids.ts';
import { RULING_KINDS, type RulingKind } from '../../domain/rulings/ruling.ts';
import { RefusedError } from '../../errors.ts';

export interface DecisionBody {
  readonly kind: RulingKind;
  readonly digests: readonly string[];
  readonly note: string;
  readonly expiresInHours?: number;
  readonly until?: string;
  readonly id?: RulingId;
}

const bodyShape = z
  .strictObject({
    decision: z.enum(RULING_KINDS),
    digests: z.array(z.string()).optional(),
    planDigest: z.string().optional(),
    note: z.string().default(''),
    expiresInHours: z.number().optional(),
    until: z.string().nullable().optional(),
    id: z
      .string()
      .regex(
        /^dec-\d{8}T\d{6}Z-[0-9a-f]{12}$/,
        'expected dec-20261123T101500Z-1a2b3c4d5e6f, your own for each decision',
      )
      .transform(rulingId)
      .optional(),
  })
  .refine(({ digests, planDigest }) => (digests === undefined) !== (planDigest === undefined), {
    error: 'expected either digests or planDigest',
  });

/** `value`: parsed JSON. Throws RefusedError 400 with what was expected. */
export function parseDecisionBody(value: unknown): DecisionBody {
  const parsed = bodyShape.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.map(String).join('.') || 'the whole'}: ${message}`,
    );
    throw new RefusedError(
      400,
      `The body is not understood. ${problems.join('; ')}. Expected {"decision": "approve", "digests": ["…"], "note": "…"}.`,
    );
  }
  const { decision, digests, planDigest, note, expiresInHours, until, id } = parsed.data;
  return {
    kind: decision,
    digests: digests ?? (planDigest === undefined ? [] : [planDigest]),
    note,
    ...(expiresInHours !== undefined && { expiresInHours }),
    ...(until !== undefined && until !== null && { until }),
    ...(id !== undefined && { id }),
  };
}
