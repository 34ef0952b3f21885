/** POST, PATCH and DELETE of schedule entries. */
import type { Context, Hono } from 'hono';
import type { SandboxContext } from '../../../context.ts';
import type { WorldScheduleEntry } from '../../../work/schedule.ts';
import { removeRow } from '../../../work/table.ts';
import { jsonBody } from '../../json-body.ts';
import { sayNo } from '../../lists/answer-list.ts';
import type { ListSource } from '../../lists/list-source.ts';
import { isRefusal, notFound } from '../../refusal.ts';
import { idIn } from '../mount-lists.ts';
import { needsWorkRights, visible } from '../work-rights.ts';
import { createEntry } from './create-entry.ts';
import { isInstant } from './entry-values.ts';
import { mountPatch } from './mount-patch.ts';
import type { Setter } from './patch-row.ts';
import { inert, memberInto } from './patch-row.ts';

const PATH = '/schedule/entries';

export function mountScheduleWrites(api: Hono, context: SandboxContext, entries: ListSource<WorldScheduleEntry>): void {
  const { world } = context;
  const { sent, scheduleEntries } = world.work;
  const right = needsWorkRights(world, 'scheduling');
  const source = visible(world, 'scheduling', entries);
  api.post(PATH, right, async (c) => {
    const body = await jsonBody(c);
    if (body.kind === 'refused') return sayNo(c, body);
    const made = createEntry(context, body.value);
    return isRefusal(made) ? sayNo(c, made) : c.json(source.show(made), 201);
  });
  mountPatch<WorldScheduleEntry>(api, context, {
    path: PATH,
    right,
    resource: 'schedule',
    table: scheduleEntries,
    source,
    setters: {
      member: memberInto(context, 'needed', (member) => ({ member })),
      doneFlag: flagInto((doneFlag) => ({ doneFlag })),
      dateStart: instantInto((dateStart) => ({ dateStart })),
      dateEnd: instantInto((dateEnd) => ({ dateEnd })),
      notifyResource: flagInto(() => inert().changes),
    },
    noted: (note) => note,
    after: (before, entry, replacements) => {
      const silent = replacements.some(({ field, value }) => field === 'notifyResource' && value === false);
      const notice = { record: 'schedule', id: entry.id } as const;
      if (entry.member !== before.member && !silent) sent.push({ kind: 'mail', ...notice, member: entry.member });
      sent.push({ kind: 'callback', ...notice, member: null });
    },
  });

  const remove = (c: Context, notify: boolean): Response => {
    const entry = source.find(idIn(c));
    if (entry === undefined) return sayNo(c, notFound(`Schedule entry ${idIn(c)}`));
    removeRow(scheduleEntries, entry.id);
    const notice = { record: 'schedule', id: entry.id } as const;
    if (notify) sent.push({ kind: 'mail', ...notice, member: entry.member });
    sent.push({ kind: 'callback', ...notice, member: null });
    return c.body(null, 204);
  };
  // Silence has to be asked for here, too.
  api.delete(`${PATH}/:id{[0-9]+}`, right, (c) => remove(c, true));
  api.delete(`${PATH}/:id{[0-9]+}/:notify{[01]}`, right, (c) => remove(c, c.req.param('notify') === '1'));
}

function flagInto(changesFor: (value: boolean) => Partial<WorldScheduleEntry>): Setter<WorldScheduleEntry> {
  return (value) =>
    typeof value === 'boolean'
      ? { kind: 'changes', changes: changesFor(value) }
      : { kind: 'problem', code: 'InvalidValue', message: 'must be true or false' };
}

function instantInto(changesFor: (value: string) => Partial<WorldScheduleEntry>): Setter<WorldScheduleEntry> {
  return (value) =>
    isInstant(value)
      ? { kind: 'changes', changes: changesFor(value) }
      : { kind: 'problem', code: 'InvalidValue', message: 'must be an instant in UTC like 2026-01-31T00:00:00Z' };
}
