/** A person as Graph's `user`: which properties exist, which come unasked, and what each one holds. */
import type { WorldPerson } from '../../world.ts';

export const DEFAULT_USER_PROPERTIES = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
] as const;

type Read = (person: WorldPerson) => unknown;
const nothing: Read = () => null;
const none: Read = () => [];

/** Every property that can be selected. What the sandbox has no word for is null, or empty where it is a list. */
export const USER_PROPERTIES: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['id', (person) => person.id],
  ['accountEnabled', (person) => person.state !== 'disabled'],
  ['businessPhones', (person) => (person.officePhone === null ? [] : [person.officePhone])],
  ['creationType', (person) => (person.guest ? 'Invitation' : null)],
  ['displayName', (person) => person.displayName],
  ['employeeHireDate', (person) => (person.hiredOn === null ? null : `${person.hiredOn.slice(0, 10)}T00:00:00Z`)],
  ['employeeId', (person) => person.employeeNumber],
  ['externalUserState', (person) => (person.guest ? 'Accepted' : null)],
  ['givenName', (person) => person.firstName],
  ['jobTitle', (person) => person.title],
  ['mail', (person) => person.mail],
  ['mailNickname', (person) => person.login.split('@')[0] ?? null],
  ['mobilePhone', (person) => person.mobilePhone],
  ['onPremisesSamAccountName', (person) => person.accountName],
  ['proxyAddresses', proxyAddresses],
  ['surname', (person) => person.lastName],
  ['userPrincipalName', userPrincipalName],
  ['userType', (person) => (person.guest ? 'Guest' : 'Member')],
  ...names(none, 'assignedLicenses assignedPlans identities imAddresses otherMails provisionedPlans'),
  ...names(
    nothing,
    `ageGroup city companyName consentProvidedForMinor country createdDateTime deletedDateTime department
    employeeLeaveDateTime employeeOrgData employeeType externalUserStateChangeDateTime faxNumber isResourceAccount
    lastPasswordChangeDateTime legalAgeGroupClassification officeLocation onPremisesDistinguishedName onPremisesDomainName
    onPremisesExtensionAttributes onPremisesImmutableId onPremisesLastSyncDateTime onPremisesSecurityIdentifier
    onPremisesSyncEnabled onPremisesUserPrincipalName passwordPolicies postalCode preferredDataLocation preferredLanguage
    securityIdentifier showInAddressList signInActivity signInSessionsValidFromDateTime state streetAddress usageLocation`,
  ),
]);

/** The primary address is marked by capitals. */
function proxyAddresses(person: WorldPerson): string[] {
  const primary = person.mail === null ? [] : [`SMTP:${person.mail}`];
  return [...primary, ...person.aliases.map((alias) => `smtp:${alias}`)];
}

/** A deleted user keeps the name behind its own id, so that the name is free again. */
function userPrincipalName(person: WorldPerson): string {
  return person.state === 'deleted' ? `${person.id.replaceAll('-', '')}${person.login}` : person.login;
}

function names(read: Read, list: string): [string, Read][] {
  return list.split(/\s+/).map((name) => [name, read]);
}
