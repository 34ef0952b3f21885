/** A group as Graph's `group`: a security group that lives in the cloud. */
import type { WorldGroup } from '../../world.ts';

export const DEFAULT_GROUP_PROPERTIES = [
  'id',
  'deletedDateTime',
  'createdDateTime',
  'description',
  'displayName',
  'groupTypes',
  'mail',
  'mailEnabled',
  'mailNickname',
  'onPremisesSyncEnabled',
  'proxyAddresses',
  'securityEnabled',
  'visibility',
] as const;

type Read = (group: WorldGroup) => unknown;

/** Every property that can be selected. */
export const GROUP_PROPERTIES: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['id', (group) => group.id],
  ['createdDateTime', () => '2022-03-01T08:00:00Z'],
  ['displayName', (group) => group.name],
  ['groupTypes', () => []],
  ['mailEnabled', () => false],
  ['mailNickname', (group) => group.id.slice(0, 8)],
  ['proxyAddresses', () => []],
  ['securityEnabled', () => true],
  ...[
    'classification deletedDateTime description expirationDateTime isAssignableToRole mail membershipRule',
    'membershipRuleProcessingState onPremisesDomainName onPremisesLastSyncDateTime onPremisesNetBiosName',
    'onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled preferredDataLocation preferredLanguage',
    'renewedDateTime securityIdentifier theme uniqueName visibility',
  ].flatMap((line) => line.split(' ').map((name): [string, Read] => [name, () => null])),
]);
