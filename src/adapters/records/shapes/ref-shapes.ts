// The little that records carry of a person and of a member.
import { z } from 'zod';
import { memberKeyShape, personIdShape } from './id-shapes.ts';

export const personRefShape = z.strictObject({ id: personIdShape, name: z.string(), login: z.string() });
export const memberRefShape = z.strictObject({ key: memberKeyShape, identifier: z.string(), name: z.string() });
