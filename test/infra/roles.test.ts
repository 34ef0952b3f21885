/** Who is given what: a closed table of roles, and a reason for every assignment. */
import { describe, expect, test } from 'vitest';
import { readInfra, templates, templateTexts } from './bicep/templates.ts';

const PLACE = 'modules/roles.bicep';
const ASSIGNMENT = 'Microsoft.Authorization/roleAssignments';
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const text = readInfra(PLACE);
const lines = text.split('\n');

/** The built-in roles that may be given at all, by the id that Azure has for them. */
const ROLES = {
  blobOwner: ['Storage Blob Data Owner', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'],
  blobContributor: ['Storage Blob Data Contributor', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'],
  blobReader: ['Storage Blob Data Reader', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'],
  queueContributor: ['Storage Queue Data Contributor', '974c5e8b-45b9-4653-ba55-5f855dd0fb88'],
  secretsUser: ['Key Vault Secrets User', '4633458b-17de-408a-b874-0445c86b69e6'],
  secretsOfficer: ['Key Vault Secrets Officer', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'],
  metricsPublisher: ['Monitoring Metrics Publisher', '3913510d-42f4-4e42-8a64-420c390055eb'],
} as const;

/** Symbol of each assignment -> on what, and which role. */
const EXPECTED = {
  appOnHostBlobs: ['hostAccount', 'blobOwner'],
  appOnHostQueues: ['hostAccount', 'queueContributor'],
  appOnRecords: ['records', 'blobContributor'],
  appOnConfig: ['config', 'blobReader'],
  appOnVault: ['vault', 'secretsUser'],
  appOnInsights: ['insights', 'metricsPublisher'],
  operatorOnRecords: ['records', 'blobContributor'],
  operatorOnConfig: ['config', 'blobContributor'],
  operatorOnHostQueues: ['hostAccount', 'queueContributor'],
  operatorOnVault: ['vault', 'secretsOfficer'],
} as const satisfies Record<string, readonly [string, keyof typeof ROLES]>;

/** The text of one declaration. */
function declarationOf(symbol: string): string {
  const found = new RegExp(`^resource ${symbol} [\\s\\S]*?^\\}$`, 'm').exec(text)?.[0];
  if (found === undefined) throw new RangeError(`There is no ${symbol}`);
  return found;
}

test('roles are given in one file, and these are all', () => {
  const given = [...templates].flatMap(([path, { resources }]) =>
    resources.filter(({ type }) => type === ASSIGNMENT).map(({ symbol }) => [path, symbol]),
  );

  expect(given).toEqual(Object.keys(EXPECTED).map((symbol) => [PLACE, symbol]));
});

test('no id of a role, or of anything else, stands outside of the table', () => {
  const elsewhere = [...templateTexts]
    .filter(([path]) => path !== PLACE)
    .flatMap(([, other]) => other.match(GUID) ?? []);

  expect(elsewhere).toEqual([]);
  expect(text.match(GUID)?.toSorted()).toEqual(
    Object.values(ROLES)
      .map(([, id]) => id)
      .toSorted(),
  );
});

describe('each role is in the table under its name, with what it allows', () => {
  test.each(Object.entries(ROLES))('%s', (key, [title, id]) => {
    const at = lines.indexOf(`  ${key}: '${id}'`);

    expect(at).toBeGreaterThan(0);
    expect(lines[at - 1]).toMatch(new RegExp(`^  // ${title}: \\w`));
  });
});

describe('each assignment', () => {
  test.each(Object.entries(EXPECTED))('%s is on this alone, for this role alone', (symbol, [scope, role]) => {
    const declaration = declarationOf(symbol);

    expect(declaration).toContain(`  scope: ${scope}\n`);
    expect(declaration).toContain(`roleDefinitions', roleIds.${role})`);
    expect(new Set(declaration.match(/roleIds\.\w+/g))).toEqual(new Set([`roleIds.${role}`]));
  });

  test.each(Object.keys(EXPECTED))('%s has its reason above it', (symbol) => {
    const at = lines.findIndex((line) => line.startsWith(`resource ${symbol} `));

    expect(lines[at - 1]).toMatch(/^\/\/ \S.*\.$/);
  });

  test('of the operator is made only where there is one', () => {
    for (const symbol of Object.keys(EXPECTED).filter((one) => one.startsWith('operator')))
      expect(declarationOf(symbol)).toContain('if (hasOperator)');
  });
});
