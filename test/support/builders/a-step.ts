// Builds reported steps and findings for tests. Whatever could not come out of a run is refused with a RangeError.
import { createHash } from 'node:crypto';
import type { Action, Departure } from '../../../src/domain/planning/action.ts';
import type { Finding } from '../../../src/domain/planning/finding.ts';
import { digest, memberKey, personId, type Digest } from '../../../src/domain/ids.ts';
import type { FieldChange, MemberFieldsForCreate, MemberRef } from '../../../src/domain/people/member.ts';
import type { PersonRef } from '../../../src/domain/people/person.ts';
import type { Hold } from '../../../src/domain/planning/plan.ts';
import type { ReportedStep, StepOutcome } from '../../../src/domain/runs/run.ts';

interface Account {
  readonly identifier: string;
  readonly name: string;
  readonly login?: string;
  /** Record id; made from the Member ID when it does not matter. */
  readonly key?: number;
}
interface Verdict {
  readonly holds?: readonly Hold[];
  readonly outcome?: StepOutcome;
  readonly approvedBy?: string;
}

export function digestOfText(text: string): Digest {
  return digest(createHash('sha256').update(text).digest('hex'));
}

export function aPersonRef(account: Account): PersonRef {
  const login = account.login ?? `${account.identifier}@harborpine.example`;
  return { id: personId(`id-of-${account.identifier}`), name: account.name, login };
}

export function aMemberRef(account: Account): MemberRef {
  if (account.identifier.length === 0 || account.identifier.length > 15)
    throw new RangeError(`"${account.identifier}" cannot be a Member ID: it has 1 to 15 characters`);
  return {
    key: memberKey(account.key ?? 100 + (parseInt(digestOfText(account.identifier).slice(0, 6), 16) % 9000)),
    identifier: account.identifier,
    name: account.name,
  };
}

export function aHold(guard: Hold['guard'], release: Hold['release'], why: string): Hold {
  if (why === '') throw new RangeError('A hold without a reason cannot be');
  return { guard, release, why };
}

export const aStep = {
  create(account: Account & Verdict & { readonly profile?: string; readonly fields?: Partial<MemberFieldsForCreate> }) {
    const [firstName = '', ...rest] = account.name.split(' ');
    aMemberRef(account);
    return aReportedStep(account, {
      kind: 'create',
      person: aPersonRef(account),
      draft: {
        identifier: account.identifier,
        fields: {
          firstName,
          lastName: rest.join(' '),
          officeEmail: account.login ?? `${account.identifier}@harborpine.example`,
          licenseClass: 'F',
          securityRole: { id: 63, name: 'Technician' },
          ...account.fields,
        },
        templateId: null,
        hiredOn: '2026-11-23',
      },
      profile: account.profile ?? 'technicians',
      because: 'in-scope',
    });
  },
  reactivate(
    account: Account &
      Verdict & { readonly changes?: readonly FieldChange[]; readonly because?: 'returned' | 'switched-off-by-hand' },
  ) {
    return aReportedStep(account, {
      kind: 'reactivate',
      person: aPersonRef(account),
      member: aMemberRef(account),
      changes: account.changes ?? [],
      profile: 'technicians',
      because: account.because ?? 'returned',
    });
  },
  update(account: Account & Verdict & { readonly changes: readonly FieldChange[] }) {
    if (account.changes.length === 0) throw new RangeError('An update changes something');
    return aReportedStep(account, {
      kind: 'update',
      person: aPersonRef(account),
      member: aMemberRef(account),
      changes: account.changes,
      profile: 'technicians',
      because: 'drifted',
    });
  },
  deactivate(account: Account & Verdict & { readonly because?: Departure }) {
    return aReportedStep(account, {
      kind: 'deactivate',
      person: account.because === 'unmanaged' ? null : aPersonRef(account),
      member: aMemberRef(account),
      because: account.because ?? 'disabled',
      ssoUserId: null,
      handover: [],
    });
  },
};

export function aFinding(finding: Partial<Finding> & Pick<Finding, 'kind'>): Finding {
  const built: Finding = {
    severity: 'act',
    people: [],
    members: [],
    detail: `What was seen of ${finding.kind}.`,
    advice: `What can be done about ${finding.kind}.`,
    ...finding,
  };
  if (built.detail === '' || built.advice === '') throw new RangeError('A finding says what was seen and what to do');
  return built;
}

function aReportedStep(verdict: Verdict, action: Action): ReportedStep {
  const step = { digest: digestOfText(JSON.stringify(action)), action, outcome: verdict.outcome ?? null };
  const [first, ...others] = verdict.holds ?? [];
  if (first === undefined) return { ...step, verdict: 'go', approvedBy: verdict.approvedBy ?? null };
  if (verdict.outcome !== undefined) throw new RangeError('A held step has no outcome: it was not tried');
  if (verdict.approvedBy !== undefined) throw new RangeError('An approved step is not held');
  return { ...step, verdict: 'hold', holds: [first, ...others] };
}
