// In which colour the terminal shows what is done to a member.
import type { ActionKind } from '../../domain/planning/action.ts';
import type { Paint } from './text-page.ts';

export const BRUSHES = {
  create: 'green',
  reactivate: 'cyan',
  update: 'yellow',
  deactivate: 'red',
  reassign: 'cyan',
} as const satisfies Record<ActionKind, keyof Paint>;
