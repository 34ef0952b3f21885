// A stored list, read as the domain has its lists: not to be changed in place.
import { z } from 'zod';

export function listOf<Read, Written>(
  item: z.ZodType<Read, Written>,
): z.ZodReadonly<z.ZodArray<z.ZodType<Read, Written>>> {
  return z.array(item).readonly();
}
