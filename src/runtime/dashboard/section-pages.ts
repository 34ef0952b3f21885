/** The pages of one connection: what each of them reads. What draws is loaded for those with charts alone. */
import type { HttpRequest } from '@azure/functions';
import type { Config, ConnectionConfig } from '../../config/config.ts';
import { decidingOf } from '../approvals/deciding.ts';
import { listRuns } from '../../app/archive/list-runs.ts';
import type { OpenStorage } from '../compose/open-storage.ts';
import { pageAsked } from '../../pages/pager.ts';
import type { PagePlace } from './page-place.ts';
import { readLatestReport } from '../../app/archive/latest-report.ts';
import { readLatestState } from './latest-state.ts';
import { readLeaverRuns } from '../../app/archive/leaver-runs.ts';
import { readWaiting } from '../../app/archive/read-waiting.ts';
import { rulingPorts } from '../approvals/decide.ts';
import { readPersonHistory } from '../../app/archive/person-history.ts';
import { renderFindings } from '../../pages/connection/findings-page.ts';
import { renderHome } from '../../pages/connection/home-page.ts';
import { renderLeavers } from '../../pages/connection/leavers.ts';
import { renderOrphans } from '../../pages/connection/orphans-page.ts';
import { renderPerson } from '../../pages/person-page.ts';
import { renderRuns } from '../../pages/connection/runs-page.ts';
import { renderSeats } from '../../pages/connection/seats-page.ts';
import { renderWaiting } from '../../pages/connection/waiting-page.ts';
import { namesOf } from '../../domain/runs/sighting.ts';
import type { Logger } from '../../ports/run-ports.ts';
import type { Surroundings } from '../../pages/frame.ts';

export interface SectionRequest {
  readonly request: HttpRequest;
  readonly place: Extract<PagePlace, { readonly kind: 'section' }>;
  readonly connection: ConnectionConfig;
  readonly config: Config;
  readonly storage: OpenStorage;
  readonly logger: Logger;
}

const RUNS = 50;
/** Runs of the chart; at one an hour, a day and a quarter. */
const CHARTED = 30;
/** Entries looked through for them: runs over one person may lie in between. */
const LOOK_BACK = 200;

export async function sectionPage(asked: SectionRequest, around: Surroundings): Promise<string> {
  const { request, place, storage } = asked;
  const { name: connection } = asked.connection;
  const ports = { name: connection, archive: storage.archive, rulings: storage.rulings };
  const page = pageAsked(request.query.get('page'));
  switch (place.section) {
    case 'home':
      return homePage(asked, around);
    case 'runs': {
      const before = request.query.get('before');
      const runs = await listRuns(ports, { limit: RUNS, ...(before !== null && { before }) });
      return renderRuns({ connection, runs, first: before === null, more: runs.length === RUNS }, around);
    }
    case 'waiting':
      return waitingPage(asked, around);
    case 'findings':
      return renderFindings({ connection, report: await readLatestReport(ports), page }, around);
    case 'orphans':
      return renderOrphans({ connection, report: await readLatestReport(ports), page, draw: await loadDraw() }, around);
    case 'seats':
      return renderSeats({ connection, report: await readLatestReport(ports), draw: await loadDraw() }, around);
    case 'leavers':
      return renderLeavers({ connection, ...(await readLeaverRuns(ports)) }, around);
    case 'people': {
      const who = request.query.get('who')?.trim() ?? '';
      if (who === '') return renderPerson({ connection, history: null, now: null }, around);
      const history = await readPersonHistory(ports, who);
      return renderPerson({ connection, history, now: await asItIsNow(asked, namesOf(history)[0]) }, around);
    }
  }
}

/** Read only where it is asked for: a look costs as many requests as a run reads. */
async function asItIsNow({ request, connection, storage, logger }: SectionRequest, who: string) {
  if (request.query.get('now') !== 'yes') return null;
  const { lookNow } = await import('./look-now.ts');
  return lookNow(who, { connection, storage, logger });
}

async function homePage({ connection, config, storage }: SectionRequest, around: Surroundings): Promise<string> {
  const ports = { name: connection.name, archive: storage.archive };
  const [state, entries, report, draw] = await Promise.all([
    readLatestState(connection, config, storage),
    listRuns(ports, { limit: LOOK_BACK }),
    readLatestReport(ports),
    loadDraw(),
  ]);
  const runs = entries.filter(({ person, undoes }) => person === null && undoes === undefined).slice(0, CHARTED);
  return renderHome({ state, runs, report, draw }, around);
}

async function waitingPage({ request, connection, storage }: SectionRequest, around: Surroundings): Promise<string> {
  const [waiting, deciding] = await Promise.all([
    readWaiting(rulingPorts(connection, storage)),
    decidingOf(request, connection, storage),
  ]);
  const asked = request.query.get('decision');
  const decided = waiting.rulings.find(({ id }) => id === asked) ?? null;
  const { expiresHours: hours } = connection.policy.approvals;
  return renderWaiting({ connection: connection.name, waiting, deciding, hours, decided }, around);
}

async function loadDraw() {
  const { drawChart } = await import('../../pages/charts/draw-chart.ts');
  return drawChart;
}
