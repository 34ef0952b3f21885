// The doctor: every self-test of one connection at once, and the names in its profiles that stand for nothing in the PSA. Writes nothing to the PSA.
import { catalogueKinds } from '../../core/planning/catalogue-kinds.ts';
import { resolveProfiles } from '../../core/planning/profiles.ts';
import { RemoteError } from '../../errors.ts';
import type { Check } from '../../ports/run-ports.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { mappedGroups } from '../run/world/read-world.ts';

/** What stands beside directory and PSA: where runs are stored, where they are queued, what changes are delivered by. Each tells of itself. */
export interface SelfTest {
  check(): Promise<readonly Check[]>;
}

/** Directory first, then PSA, profile names, and the others in their order. */
export async function checkConnection(
  ports: Pick<ConnectionPorts, 'policy' | 'directory' | 'psa'>,
  others: readonly SelfTest[],
): Promise<readonly Check[]> {
  const checks = await Promise.all([
    ports.directory.check(mappedGroups(ports)),
    ports.psa.check(catalogueKinds(ports.policy)),
    checkProfileNames(ports),
    ...others.map((other) => other.check()),
  ]);
  return checks.flat();
}

const NAME = 'Profiles: names in the PSA';

async function checkProfileNames(ports: Pick<ConnectionPorts, 'policy' | 'psa'>): Promise<readonly Check[]> {
  const { policy, psa } = ports;
  try {
    const [catalogue, roster] = await Promise.all([psa.readCatalogue(catalogueKinds(policy)), psa.readMembers()]);
    const problems = [...resolveProfiles(policy, catalogue, roster.members).values()].flatMap(
      (resolved) => resolved.problems,
    );
    if (problems.length === 0) {
      const profiles = policy.profiles.length === 1 ? '1 profile' : `${policy.profiles.length} profiles`;
      return [
        { name: NAME, result: 'ok', detail: `Every name of ${profiles} stands for one active record.`, fix: null },
      ];
    }
    const fix = 'Write the name as the PSA shows it, or create the record there; until then whoever needs it is held.';
    return problems.map((detail) => ({ name: NAME, result: 'fail', detail, fix }));
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const fix = 'Mend the PSA checks above first; the names are read with the same credentials.';
    return [{ name: NAME, result: 'fail', detail: error.message, fix: error.advice ?? fix }];
  }
}
