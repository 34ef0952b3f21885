/** Members without an address, or with one that is not the company's: the PSA's mail goes there, and matching rests on them. */
import type { Finding } from '../../domain/planning/finding.ts';
import type { Member } from '../../domain/people/member.ts';
import type { MemberKey } from '../../domain/ids.ts';
import type { Step } from '../../domain/planning/plan.ts';
import type { World } from '../../domain/planning/world.ts';
import { finding } from '../planning/findings.ts';
import { fold, foldAddresses } from '../normalize.ts';

type SeverityOf = (member: Member) => Finding['severity'];

/** `known`: members of whom it is said already that the directory does not know them. Addresses are judged as they are after the steps that go. */
export function addressFindings(
  world: World,
  steps: readonly Step[],
  { severityOf, known }: { readonly severityOf: SeverityOf; readonly known: ReadonlySet<MemberKey> },
): readonly Finding[] {
  const going = new Map(
    steps.flatMap(({ verdict, action }): [MemberKey, Step['action']][] =>
      verdict === 'go' && action.kind !== 'create' && action.kind !== 'reassign' ? [[action.member.key, action]] : [],
    ),
  );
  const domains = new Set(world.policy.companyDomains.map(fold));
  return world.psa.members.flatMap((member) => {
    const action = going.get(member.key);
    if (!member.active || member.licenseClass === 'A' || action?.kind === 'deactivate') return [];
    const addresses = addressesAfter(member, action);
    if (addresses.length === 0) return known.has(member.key) ? [] : [withoutAddress(member, severityOf)];
    const foreign = domains.size === 0 ? [] : addresses.filter((address) => !domains.has(domainOf(address)));
    return foreign.length === 0
      ? []
      : [withForeign(member, foreign, foreign.length < addresses.length ? () => 'know' : severityOf)];
  });
}

function withoutAddress(member: Member, severityOf: SeverityOf): Finding {
  return finding(
    'no-address',
    severityOf(member),
    { members: [member] },
    `Member ${member.identifier} is active and has no e-mail address, so nothing the PSA sends arrives, and nobody in the directory can be found for it.`,
    'Give the member the address of its person in the PSA.',
  );
}

/** Beside an address of the company a private one is worth seeing, no more. A subcontractor has one of their own company. */
function withForeign(member: Member, foreign: readonly string[], severityOf: SeverityOf): Finding {
  return finding(
    'foreign-address',
    member.licenseClass === 'X' ? 'know' : severityOf(member),
    { members: [member] },
    `Member ${member.identifier} has ${foreign.length === 1 ? 'an address' : 'addresses'} outside the company's domains: ${foreign.join(', ')}.`,
    'Take the address off the member if it is not its person\'s, or list its domain under "companyDomains".',
  );
}

/** Folded. A written office address takes the place of the one before it. */
function addressesAfter(member: Member, action: Step['action'] | undefined): readonly string[] {
  const change = action?.kind === 'update' ? action.changes.find(({ field }) => field === 'officeEmail') : undefined;
  const before = foldAddresses(member.addresses);
  if (typeof change?.to !== 'string') return before;
  const replaced = fold(member.fields.officeEmail ?? '');
  return foldAddresses([...before.filter((address) => address !== replaced), change.to]);
}

/** Subdomains are domains of their own. */
function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
