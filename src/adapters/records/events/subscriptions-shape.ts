// subscriptions.json, version 1: the change subscriptions that Rollcall made, and what is wrong with them.
import { z } from 'zod';
import { digestShape, instantShape } from '../shapes/id-shapes.ts';
import { listOf } from '../shapes/list-shape.ts';

const resourceShape = z.enum(['users', 'groups']);

const knownSubscriptionShape = z.strictObject({
  id: z.string().min(1),
  resource: resourceShape,
  expires: instantShape,
  secretDigest: digestShape,
});

const problemShape = z.strictObject({ resource: resourceShape.nullable(), detail: z.string() });

export const subscriptionsShape = z.strictObject({
  version: z.literal(1),
  subscriptions: listOf(knownSubscriptionShape),
  problems: listOf(problemShape),
  runOwed: z.boolean(),
  checkedAt: instantShape,
});
