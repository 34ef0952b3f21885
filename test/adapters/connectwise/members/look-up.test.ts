import { afterEach, describe, expect, test } from 'vitest';
import { memberKey } from '../../../../src/domain/ids.ts';
import { addMember, createEmptyWorld } from '../../../../src/sandbox/empty-world.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import { aPsa, stopSandboxes } from '../a-psa.ts';

afterEach(stopSandboxes);

function worldWith(...identifiers: readonly string[]): SandboxWorld {
  const world = createEmptyWorld();
  for (const identifier of identifiers) addMember(world, { identifier });
  return world;
}

describe('by record id', () => {
  test('a member is read fresh each time', async () => {
    const world = worldWith('jdoe');
    const { psa } = await aPsa({ world });

    const before = await psa.readMember(memberKey(151));
    world.members.get(151)!.inactiveFlag = true;
    const after = await psa.readMember(memberKey(151));

    expect([before?.active, after?.active]).toEqual([true, false]);
  });

  test('a missing one is undefined, and costs the proof that the keys work', async () => {
    const { psa, requests } = await aPsa({ world: worldWith('jdoe') });

    expect(await psa.readMember(memberKey(999))).toBeUndefined();
    expect(requests()).toContain('GET /system/members/count');
  });

  test.each([
    ['a failure', { kind: 'answer', status: 500 }],
    ['a cut answer', { kind: 'cut' }],
    [
      'a record without a word on its activity',
      { kind: 'edit', edit: () => ({ id: 151, identifier: 'jdoe', licenseClass: 'F' }) },
    ],
  ] as const)('%s is no answer', async (_, effect) => {
    const { psa, sandbox } = await aPsa({ world: worldWith('jdoe') });
    sandbox.addFault({ system: 'psa', path: /members\/151/, times: Infinity, effect });

    await expect(psa.readMember(memberKey(151))).rejects.toThrow(/ConnectWise PSA/);
  });
});

describe('by Member ID', () => {
  test.each([
    ['as it is written', 'JDoe'],
    ['in lower case', 'jdoe'],
    ['in upper case', 'JDOE'],
    ['with blanks around it', ' jdoe '],
  ])('%s', async (_, asked) => {
    const { psa } = await aPsa({ world: worldWith('jdoe2', 'JDoe', 'xjdoe') });

    const found = await psa.findMember(asked);

    expect(found?.identifier).toBe('JDoe');
  });

  test('an inactive one is found, a part of a Member ID is not', async () => {
    const world = worldWith('jdoe');
    world.members.get(151)!.inactiveFlag = true;
    const { psa } = await aPsa({ world });

    expect(await psa.findMember('jdoe')).toMatchObject({ active: false });
    expect(await psa.findMember('jdo')).toBeUndefined();
  });

  test('one request is enough', async () => {
    const { psa, requests } = await aPsa({ world: worldWith('jdoe') });

    await psa.findMember('jdoe');

    expect(requests().slice(1)).toEqual(['GET /system/members']);
  });

  test.each(['a"b', '" or inactiveFlag=false or identifier="', 'a\\b', '*', '%doe%', 'a\nb'])(
    'the text %j never enters a condition, and is still looked for',
    async (asked) => {
      const { psa, sandbox, requests } = await aPsa({ world: worldWith('jdoe', 'a"b', 'a\\b') });

      const found = await psa.findMember(asked);

      expect(found?.identifier).toBe(asked === 'a"b' || asked === 'a\\b' ? asked : undefined);
      expect(sandbox.traffic.some(({ path }) => path.includes('conditions'))).toBe(false);
      expect(requests()).toContain('GET /system/members/count');
    },
  );

  test('a list that cannot be whole answers nothing', async () => {
    const { psa, sandbox } = await aPsa({ world: worldWith('jdoe') });
    sandbox.addFault({ system: 'psa', path: /count/, effect: { kind: 'edit', edit: () => ({ count: 2 }) } });

    await expect(psa.findMember('a"b')).rejects.toThrow(/counts 2/);
  });

  test('a PSA that answers others than asked for has not found anyone', async () => {
    const { psa, sandbox } = await aPsa({ world: worldWith('jdoe', 'else') });
    const strangers = [{ id: 152, identifier: 'else', licenseClass: 'F', inactiveFlag: false }];
    sandbox.addFault({ system: 'psa', path: /conditions/, effect: { kind: 'edit', edit: () => strangers } });

    expect(await psa.findMember('jdoe')).toBeUndefined();
  });
});
