import { z } from 'zod';

/** Problem details, as every refused request answers. */
export const problemShape = z.strictObject({ status: z.int(), detail: z.string() });
