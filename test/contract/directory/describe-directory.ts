/** The directory contract: every promise of the Directory port, kept over real HTTP against the sandbox. One suite for all kinds. */
import { describe } from 'vitest';
import { describeAccess } from './access-contract.ts';
import type { DirectoryKind } from './directory-kind.ts';
import { describeFaults } from './fault-contract.ts';
import { describeGroupLists } from './group-list-contract.ts';
import { describeLookUps } from './look-up-contract.ts';
import { describeManagers } from './manager-contract.ts';
import { describePlaces } from './place-contract.ts';
import { describeRivals } from './rivals-contract.ts';
import { describeRosters } from './roster-contract.ts';

export function describeDirectory(kind: DirectoryKind): void {
  describe(kind.name, () => {
    describeRosters(kind);
    describeGroupLists(kind);
    describeFaults(kind);
    describeLookUps(kind);
    describeRivals(kind);
    describePlaces(kind);
    describeManagers(kind);
    describeAccess(kind);
  });
}
