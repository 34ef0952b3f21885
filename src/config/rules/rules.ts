/** Rules over several fields. Each adds every problem it finds; none stops the others. */
import { isLoopback } from '../../domain/loopback.ts';
import type { ConfigFile, ConnectionFile } from '../schema/schema.ts';
import type { ConfigProblem } from '../../errors.ts';
import { MEMBER_ID_PLACEHOLDERS } from '../../domain/planning/policy.ts';
import { offboardingProblems } from './offboarding-rules.ts';

type Rule = (connection: ConnectionFile, path: string) => readonly ConfigProblem[];

export function ruleProblems(config: ConfigFile): readonly ConfigProblem[] {
  const names = config.connections.map((connection) => connection.name);
  return [
    ...twice(names).map((name) => ({
      path: 'connections',
      message: `Two connections are named "${name}"; each needs a name of its own.`,
    })),
    ...twice(config.connections.map(psaOf)).map((psa) => ({
      path: 'connections',
      message: `Two connections work on the same PSA (${psa}). Each would take the other's people for strangers; put their profiles into one connection.`,
    })),
    ...storageProblems(config),
    ...(config.pageUrl === undefined ? [] : secure(config.pageUrl, 'pageUrl')),
    ...config.connections.flatMap((connection, index) =>
      RULES.flatMap((rule) => rule(connection, `connections[${index}]`)),
    ),
  ];
}

function psaOf({ psa }: ConnectionFile): string {
  return `${new URL(psa.site).host}, company ${psa.companyId}`.toLowerCase();
}

function storageProblems({ storage }: ConfigFile): readonly ConfigProblem[] {
  return storage.kind === 'identity'
    ? [...secure(storage.blobUrl, 'storage.blobUrl'), ...secure(storage.queueUrl, 'storage.queueUrl')]
    : [];
}

const endpointsAreSecure: Rule = ({ psa, directory }, path) => [
  ...secure(psa.site, `${path}.psa.site`),
  ...(directory.kind === 'okta'
    ? secure(directory.orgUrl, `${path}.directory.orgUrl`)
    : [
        ...secure(directory.graphUrl, `${path}.directory.graphUrl`),
        // Every delivery brings the secret.
        ...(directory.events === undefined
          ? []
          : secure(directory.events.notificationUrl, `${path}.directory.events.notificationUrl`)),
      ]),
];

const fixedTokenStaysHere: Rule = ({ directory }, path) =>
  directory.kind === 'entra' && directory.credential.kind === 'fixed-token' && !isLoopback(new URL(directory.graphUrl))
    ? [
        {
          path: `${path}.directory.credential`,
          message: `A fixed token is accepted for a graphUrl on this machine only, not for ${new URL(directory.graphUrl).host}. Use managed-identity, certificate or client-secret.`,
        },
      ]
    : [];

/** Notifications name the tenant by its id; whoever compares them with a domain believes none. */
const notifiedTenantIsAnId: Rule = ({ directory }, path) =>
  directory.kind === 'entra' && directory.events !== undefined && !GUID.test(directory.tenantId)
    ? [
        {
          path: `${path}.directory.tenantId`,
          message: `With "events" it has to be the tenant's id, 32 hexadecimal digits in five groups, not "${directory.tenantId}": that is how Graph names it in what it delivers.`,
        },
      ]
    : [];

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const profilesAreDistinct: Rule = ({ profiles }, path) => [
  ...twice(profiles.map((profile) => profile.name)).map((name) => ({
    path: `${path}.profiles`,
    message: `Two profiles are named "${name}".`,
  })),
  ...twice(profiles.flatMap((profile) => profile.groups)).map((group) => ({
    path: `${path}.profiles`,
    message: `Group "${group}" is listed twice; only the first profile that names it would ever apply.`,
  })),
];

/** What the PSA demands of every new member, whether the profile names it or the template brings it. */
const creationsAreComplete: Rule = ({ profiles }, path) =>
  profiles.flatMap((profile, index) =>
    profile.memberTemplate !== undefined
      ? []
      : (['defaultLocation', 'defaultDepartment'] as const)
          .filter((field) => profile[field] === undefined)
          .map((field) => ({
            path: `${path}.profiles[${index}].${field}`,
            message: 'The PSA needs it for every new member: name it here, or name a memberTemplate that brings it.',
          })),
  );

const placeholdersAreKnown: Rule = ({ memberId }, path) =>
  Array.from(memberId.template.matchAll(/\{([^}]*)\}/g), (found) => found[1] ?? '')
    .filter((name) => !MEMBER_ID_PLACEHOLDERS.some((known) => known === name))
    .map((name) => ({
      path: `${path}.memberId.template`,
      message: `{${name}} is no placeholder; there are ${MEMBER_ID_PLACEHOLDERS.map((known) => `{${known}}`).join(', ')}.`,
    }));

const mayBeEmptyIsMapped: Rule = ({ guards, profiles }, path) =>
  guards.mayBeEmpty
    .filter((group) => !profiles.some((profile) => profile.groups.includes(group)))
    .map((group) => ({
      path: `${path}.guards.mayBeEmpty`,
      message: `"${group}" is in no profile; write it as the profile does.`,
    }));

/** Member IDs are compared without case. */
const snoozesAreClear: Rule = ({ seats: { idle } }, path) => {
  const members = idle.snoozed.map(({ member }) => member.trim().toLowerCase());
  const excepted = new Set(idle.except.map((member) => member.trim().toLowerCase()));
  return [
    ...twice(members).map((member) => ({
      path: `${path}.seats.idle.snoozed`,
      message: `"${member}" is snoozed twice; leave the entry with the day that counts.`,
    })),
    ...[...new Set(members)]
      .filter((member) => excepted.has(member))
      .map((member) => ({
        path: `${path}.seats.idle.snoozed`,
        message: `"${member}" is listed under "except", too, and would never be called idle; leave one of the two.`,
      })),
  ];
};

const companyDomainsAreDistinct: Rule = ({ companyDomains }, path) =>
  twice(companyDomains.map((domain) => domain.toLowerCase())).map((domain) => ({
    path: `${path}.companyDomains`,
    message: `"${domain}" is listed twice.`,
  }));

const receiversAreDistinct: Rule = ({ messages }, path) =>
  twice(messages.map(({ name }) => name)).map((name) => ({
    path: `${path}.messages`,
    message: `Two receivers are named "${name}"; give each a "name" of its own.`,
  }));

const RULES: readonly Rule[] = [
  endpointsAreSecure,
  fixedTokenStaysHere,
  notifiedTenantIsAnId,
  profilesAreDistinct,
  creationsAreComplete,
  placeholdersAreKnown,
  mayBeEmptyIsMapped,
  snoozesAreClear,
  companyDomainsAreDistinct,
  offboardingProblems,
  receiversAreDistinct,
];

function secure(url: string, path: string): readonly ConfigProblem[] {
  const parsed = new URL(url);
  const { protocol, host } = parsed;
  const encrypted = protocol === 'https:' || (protocol === 'http:' && isLoopback(parsed));
  const bare = [parsed.username, parsed.password, parsed.search, parsed.hash].every((part) => part === '');
  return [
    ...(encrypted
      ? []
      : [
          {
            path,
            message: `${protocol}//${host} is not encrypted; use https. Plain http is accepted for addresses on this machine only.`,
          },
        ]),
    ...(bare
      ? []
      : [
          {
            path,
            message: `${protocol}//${host} comes with a user name, a query or a fragment; write the bare address. Credentials have settings of their own.`,
          },
        ]),
  ];
}

function twice(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
