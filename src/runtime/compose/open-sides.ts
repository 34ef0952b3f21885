/** Opens a directory or a PSA by itself, before there is a connection to compose: somebody is choosing what it shall be. */
import type { Directory, Psa } from '../../ports/run-ports.ts';
import type { DirectoryConfig, PsaConfig } from '../../config/config.ts';
import { delay, random, systemClock } from '../system.ts';
import { openDirectory } from './directories.ts';
import { openPsa } from './compose.ts';

export async function openDirectoryAlone(config: DirectoryConfig): Promise<Directory> {
  return openDirectory(config, { meter: await newMeter(), clock: systemClock, delay, random });
}

export async function openPsaAlone(config: PsaConfig): Promise<Psa> {
  return openPsa(config, await newMeter());
}

async function newMeter() {
  const { createRequestMeter } = await import('../../adapters/http/meter.ts');
  return createRequestMeter();
}
