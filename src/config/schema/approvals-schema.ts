/** How held steps are approved. */
import { z } from 'zod';
import { PLAIN_APPROVALS } from '../../domain/rulings/ruling.ts';

export const approvalsSchema = z
  .strictObject({
    secondPerson: z
      .boolean()
      .default(PLAIN_APPROVALS.secondPerson)
      .describe(
        'Whether an approval counts only once a second person has given it, too. Both have to be signed in to the function app; the command line then approves nothing.',
      ),
    expiresHours: z
      .number()
      .positive()
      .max(8760)
      .default(PLAIN_APPROVALS.expiresHours)
      .describe('Hours for which an approval stands where its giver names none.'),
  })
  .prefault({});
