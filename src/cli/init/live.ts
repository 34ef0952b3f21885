/** Looks into the directory and the PSA while somebody answers, with what they have answered so far. Reads only. */
import type { Answers, DirectoryAnswers, PsaAnswers } from './answers.ts';
import type { CatalogueEntry, CatalogueKind } from '../../domain/planning/world.ts';
import type { ConnectionConfig } from '../../config/config.ts';
import type { GroupList } from '../../domain/people/roster.ts';
import { InvariantError, RemoteError } from '../../errors.ts';
import { environment } from '../../config/environment.ts';
import { loadConfig } from '../../config/load.ts';
import type { Member } from '../../domain/people/member.ts';
import { openDirectoryAlone, openPsaAlone } from '../../runtime/compose/open-sides.ts';
import { SAMPLE_CONNECTION, sampleFile } from './files/file-problems.ts';
import { secretsApart } from './files/secrets-apart.ts';

/** What the PSA has to choose from. */
export interface PsaChoices {
  readonly lists: ReadonlyMap<CatalogueKind, readonly CatalogueEntry[]>;
  /** Lists that the API member may not read, with the reason. */
  readonly unread: ReadonlyMap<CatalogueKind, string>;
  readonly members: readonly Member[];
}

/** Both throw ConfigError where an answer cannot work, RemoteError where the system says no or nothing. */
export interface Live {
  readGroups(directory: DirectoryAnswers): Promise<GroupList>;
  readPsa(psa: PsaAnswers): Promise<PsaChoices>;
}

const KINDS: readonly CatalogueKind[] = [
  ...(['securityRole', 'structureLevel', 'securityLocation', 'defaultLocation', 'defaultDepartment'] as const),
  ...(['salesDefaultLocation', 'serviceDefaultBoard', 'timeZone', 'workRole', 'workType', 'type'] as const),
  'memberTemplate',
];

export const live: Live = {
  async readGroups(directory) {
    const { directory: config } = connectionOf({ directory });
    return (await openDirectoryAlone(config)).readGroups();
  },

  async readPsa(psa) {
    const { psa: config } = connectionOf({ psa });
    const opened = await openPsaAlone(config);
    // Whether anybody is let in at all is settled by one list, before the others say the same eleven times.
    const { members } = await opened.readMembers();
    const lists = new Map<CatalogueKind, readonly CatalogueEntry[]>();
    const unread = new Map<CatalogueKind, string>();
    await Promise.all(
      KINDS.map(async (kind) => {
        try {
          const catalogue = await opened.readCatalogue([kind]);
          lists.set(kind, catalogue[kind] ?? []);
        } catch (error) {
          // Without roles there is no profile; the other lists are only wanted.
          if (!(error instanceof RemoteError) || error.reason !== 'forbidden' || kind === 'securityRole') throw error;
          unread.set(kind, error.message);
        }
      }),
    );
    return { lists, unread, members };
  },
};

/** The parts that are answered, and the sample's for the others. */
function connectionOf(part: Partial<Answers['connection']>): ConnectionConfig {
  const { profiles, ...sample } = SAMPLE_CONNECTION;
  const { connection, settings } = secretsApart({
    connection: { ...sample, profiles: profiles.map((profile) => ({ ...profile })), ...part },
  });
  const env = { ...environment(), SAMPLE: 'sample', ...settings };
  const [opened] = loadConfig(JSON.stringify(sampleFile({ connection })), 'the answers', env).connections;
  if (opened === undefined) throw new InvariantError('The sample has no connection');
  return opened;
}
