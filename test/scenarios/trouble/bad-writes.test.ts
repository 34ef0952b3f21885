/** Writes that a PSA refuses, loses, ignores or overtakes: each is told in its own words, sent once, and stops nobody else. Over real HTTP, with each directory. */
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/sandbox/context.ts';
import { addMember } from '../../../src/sandbox/empty-world.ts';
import { hired, type Company } from '../company.ts';
import { play, psaFault, SOUND, SOUND_WRITES, type Trouble } from './trouble.ts';

const REFUSED = [
  'deactivate ssawyer: refused',
  'deactivate stobin: refused',
  'update squinn: done',
  'create sunderwood: done',
];
function switchOff(company: Company): void {
  company.member('stobin').inactiveFlag = true;
}
/** Strikes when the run asks for this very record: before the write, for the write, and after it. */
function meanwhile(identifier: string, act: (company: Company) => void, more: Pick<Fault, 'skip'> = {}) {
  return (company: Company): void => {
    // What hangs on the record is read before, and is not the record.
    const path = new RegExp(`/members/${company.member(identifier).id}(?!\\d|/usages)`);
    const effect = {
      kind: 'meanwhile',
      act: () => {
        act(company);
      },
    } as const;
    psaFault(path, effect, { times: 1, ...more })(company);
  };
}

const TROUBLES: readonly Trouble[] = [
  {
    name: 'a write that was answered with 500 although it was carried out: looked up, found done, not sent again',
    arrange: (company) => {
      psaFault(/deactivate$/, { kind: 'answer', status: 500, body: '{"message":"Oops"}' }, { skip: 1 })(company);
      meanwhile('stobin', switchOff, { skip: 1 })(company);
    },
    outcome: 'converged',
    says: [/The PSA never answered the write; a look-up afterwards found it done\./],
    steps: SOUND,
    writes: SOUND_WRITES,
  },
  {
    name: 'a write that was carried out and never answered: looked up, found done, not sent again',
    arrange: psaFault(/members$|deactivate$/, { kind: 'drop-after' }, { method: 'POST' }),
    outcome: 'converged',
    says: [/The PSA never answered the write; a look-up afterwards found it done\./],
    steps: SOUND,
    writes: SOUND_WRITES,
  },
  {
    name: 'a write that ended in a 500 and was not carried out: unknown, looked up, left to the next run',
    arrange: psaFault(/members$/, { kind: 'answer', status: 500, body: '{"message":"Oops"}' }, { method: 'POST' }),
    outcome: 'failed',
    says: [
      /answered 500 \(POST \/system\/members\)\. It said: "Oops"\. Try again later\./,
      /The look-up afterwards: .* It was not sent again; the next run reads the PSA anew and decides\./,
    ],
    steps: [...SOUND.slice(0, 3), 'create sunderwood: unknown'],
    writes: SOUND_WRITES,
  },
  {
    name: 'no deactivation endpoint: refused, with the setting that helps, and the rest goes on',
    arrange: ({ sandbox }) => {
      sandbox.quirks.deactivateEndpoint = 'absent';
    },
    outcome: 'failed',
    says: [/answered 404 \(POST \/system\/members\/\d+\/deactivate\)/, /then set psa\.deactivateBy to "patch"\./],
    steps: REFUSED,
    writes: SOUND_WRITES,
  },
  {
    name: 'a deactivation that demands a hand-over: refused in the words of the PSA',
    arrange: ({ sandbox }) => {
      sandbox.quirks.deactivateEndpoint = 'demands-reassignment';
    },
    outcome: 'failed',
    says: [/It said: ".*projectManager must be handed to another member/, /Correct what it names, then run again\./],
    steps: REFUSED,
    writes: SOUND_WRITES,
  },
  {
    name: 'a PATCH of the inactive flag that is taken and ignored: the re-read shows it',
    change: { psa: { deactivateBy: 'patch' } },
    arrange: ({ sandbox }) => {
      sandbox.quirks.patchInactiveFlag = 'ignored';
    },
    outcome: 'failed',
    says: [
      /stobin is still active\. The PSA accepted the write without keeping it/,
      /choose the other setting of psa\.deactivateBy\./,
    ],
    steps: [
      'deactivate ssawyer: unverified',
      'deactivate stobin: unverified',
      'update squinn: done',
      'create sunderwood: done',
    ],
    writes: ['PATCH /system/members/ssawyer', 'PATCH /system/members/stobin', ...SOUND_WRITES.slice(2)],
  },
  {
    name: 'open time sheets: refused, and no time sheet is lost',
    arrange: (company) => {
      company.member('stobin').openTimeSheets = 2;
    },
    outcome: 'failed',
    says: [
      /Open time sheets block it: have them submitted or removed in the PSA/,
      /They are never deleted from here\./,
    ],
    steps: [SOUND[0], 'deactivate stobin: refused', SOUND[2], SOUND[3]],
    writes: SOUND_WRITES,
    proves: ({ member }) => {
      expect(member('stobin')).toMatchObject({ openTimeSheets: 2, inactiveFlag: false });
    },
  },
  {
    name: 'a member changed by hand between plan and write: left alone',
    arrange: meanwhile('squinn', (company) => {
      company.member('squinn').record['firstName'] = 'Sammy';
    }),
    outcome: 'pending',
    says: [/firstName of squinn has been changed since the plan was made\./],
    steps: [SOUND[0], SOUND[1], 'update squinn: moved', SOUND[3]],
    writes: [SOUND_WRITES[0], SOUND_WRITES[1], SOUND_WRITES[3]],
    proves: ({ member }) => {
      expect(member('squinn').record['firstName']).toBe('Sammy');
    },
  },
  {
    name: 'a member switched off by hand between plan and write: counted as done, not sent',
    arrange: meanwhile('stobin', switchOff),
    outcome: 'converged',
    says: [/4 changes made and verified/],
    steps: [SOUND[0], 'deactivate stobin: already', SOUND[2], SOUND[3]],
    writes: [SOUND_WRITES[0], SOUND_WRITES[2], SOUND_WRITES[3]],
  },
  {
    name: 'a Member ID taken between plan and write: no second record, nobody is overwritten',
    arrange: (company) => {
      const act = (): void => {
        addMember(company.sandbox.world, { identifier: 'sunderwood' });
      };
      psaFault(/sunderwood/, { kind: 'meanwhile', act }, { times: 1 })(company);
    },
    outcome: 'pending',
    says: [/Member ID sunderwood has been taken since the plan was made\./],
    steps: [...SOUND.slice(0, 3), 'create sunderwood: moved'],
    writes: SOUND_WRITES.slice(0, 3),
  },
  {
    name: 'all contracted seats taken: the newcomer waits, nobody is evicted',
    after: 'a quiet day',
    change: { connection: { seats: { F: 21 } } },
    arrange: (company) => {
      hired(company.sandbox.world, 'Underwood', company.group());
    },
    outcome: 'converged-with-holds',
    says: [/All 21 contracted F seats are taken/, /Free a seat, extend the contract and raise "seats", or approve/],
    steps: ['create sunderwood: held by seats'],
  },
  {
    name: 'all seats taken as the PSA sees it: refused in its words, with what helps',
    after: 'a quiet day',
    arrange: (company) => {
      company.sandbox.quirks.psaSeatLimit = 21;
      hired(company.sandbox.world, 'Underwood', company.group());
    },
    outcome: 'failed',
    says: [/The license allows 21 members and 21 are active .* No seat is left in this licence class: free one/],
    steps: ['create sunderwood: refused'],
    writes: ['POST /system/members'],
  },
];

describe.each(['entra', 'okta'] as const)('with %s,', (directory) => {
  test.each(TROUBLES)('$name', async (trouble) => {
    await play(directory, trouble);
  });
});
