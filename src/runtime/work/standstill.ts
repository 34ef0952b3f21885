/** What keeps a connection's unattended work from being done now: its own pause, or the setting that stops everything. */
import type { ConnectionConfig } from '../../config/config.ts';
import { environment } from '../../config/environment.ts';
import { standstillOf } from '../../core/unattended/standstill.ts';
import type { Standstill } from '../../domain/events/pause.ts';
import { systemClock } from '../system.ts';

/** Its value is the reason. */
const PAUSED_SETTING = 'ROLLCALL_PAUSED';

/** null: nothing. */
export function currentStandstill({ paused }: Pick<ConnectionConfig, 'paused'>): Standstill | null {
  return standstillOf(paused, environment()[PAUSED_SETTING] ?? '', systemClock.now().toISOString());
}
