/** GET /api/app/…: the pages. Reads what is stored; both sides only where a person is to be shown as they are now. POST /api/app/NAME/approvals: what somebody decides there. */
import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { admit } from '../http/signed-in.ts';
import { answerAsset, ASSETS } from './assets.ts';
import { contextLogger } from '../context-logger.ts';
import { createLinks, type Links } from '../../pages/page-links.ts';
import { downloadExport } from '../http/exports.ts';
import { downloadRunFile } from '../http/run-file.ts';
import { findConnection, findName, openConfiguredStorage } from '../unattended.ts';
import { showRun } from '../../app/archive/show-run.ts';
import { GUARDED, PAGE_HEADERS } from './page-headers.ts';
import { pagePlace, type PagePlace } from './page-place.ts';
import { refusalPage } from './refusals.ts';
import { RefusedError } from '../../errors.ts';
import { renderLeaverPage } from '../../pages/leaver-page.ts';
import { renderOverview } from '../../pages/overview-page.ts';
import { renderRun } from '../../pages/run/run-page.ts';
import { pageAsked } from '../../pages/pager.ts';
import { parseStepFilter } from '../../pages/run/step-filter.ts';
import { readLatestStates, readPutAside } from './latest-state.ts';
import { sectionPage } from './section-pages.ts';
import type { Logger } from '../../ports/run-ports.ts';
import type { Surroundings } from '../../pages/frame.ts';
import { takeForm } from '../approvals/take-form.ts';
import { viewerOf } from './viewer.ts';

export async function answerDashboard(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const links = createLinks(request.query.get('code'));
  try {
    admit(request, 'reader');
    const place = pagePlace(request.params['page'] ?? '');
    if (request.method === 'POST') return await decision(request, place, { links, context });
    if (place === undefined) throw noPage();
    if (place.kind === 'decisions') return seeWaiting(place.connection, links);
    if (place.kind === 'asset') return answerAsset(place.name);
    if (place.kind === 'file') return await runFile(place);
    if (place.kind === 'export') return await spanFile(request, place);
    const around = { links, viewer: viewerOf(request), assets: ASSETS };
    return page(200, await pageText({ request, logger: contextLogger(context) }, place, around));
  } catch (error) {
    const { status, text } = refusalPage(error, context, { links, viewer: null, assets: ASSETS });
    return page(status, text);
  }
}

function page(status: number, text: string): HttpResponseInit {
  return { status, headers: PAGE_HEADERS, body: text };
}

async function decision(
  request: HttpRequest,
  place: PagePlace | undefined,
  { links, context }: { readonly links: Links; readonly context: InvocationContext },
): Promise<HttpResponseInit> {
  if (place?.kind !== 'decisions') throw noPage();
  const { config, storage } = await openConfiguredStorage();
  const connection = findConnection(config, place.connection);
  return takeForm(request, { connection, storage, links, logger: contextLogger(context) });
}

/** Whoever loads the address of the form, by the browser's "back" or by signing in again, is shown the page that it is on. */
function seeWaiting(connection: string, links: Links): HttpResponseInit {
  return {
    status: 303,
    headers: { ...GUARDED, 'Cache-Control': 'no-store', Location: links.section(connection, 'waiting') },
  };
}

function noPage(): RefusedError {
  return new RefusedError(404, 'There is no page at this address. All pages are reached from the first one.');
}

type TextPlace = Exclude<PagePlace, { readonly kind: 'asset' | 'file' | 'export' | 'decisions' }>;

async function pageText(
  { request, logger }: { readonly request: HttpRequest; readonly logger: Logger },
  place: TextPlace,
  around: Surroundings,
): Promise<string> {
  const { config, storage } = await openConfiguredStorage();
  if (place.kind === 'overview')
    return renderOverview(
      {
        connections: await readLatestStates(config, storage),
        poisoned: await readPutAside(storage),
      },
      around,
    );
  if (place.kind === 'section') {
    const connection = findConnection(config, place.connection);
    return sectionPage({ request, place, connection, config, storage, logger }, around);
  }
  const ports = { name: findName(config, place.connection), archive: storage.archive };
  const report = await showRun(ports, place.run);
  if (place.kind === 'leaver') {
    const sheet = report.offboarding?.leavers.find(({ member }) => String(member.key) === place.member);
    if (sheet === undefined)
      throw new RefusedError(
        404,
        `Run ${report.run} has no sheet of the member with record id ${place.member.slice(0, 40)}.`,
      );
    return renderLeaverPage(report, sheet, around);
  }
  const filter = parseStepFilter(request.query);
  if ('problem' in filter) throw new RefusedError(400, filter.problem);
  const rulings = await storage.rulings.readOf(ports.name, report.run);
  return renderRun({ report, filter, rulings, page: pageAsked(request.query.get('page')) }, around);
}

/** Beside the API's own routes, so that whoever has signed in needs no key for them. */
async function runFile(place: Extract<PagePlace, { readonly kind: 'file' }>): Promise<HttpResponseInit> {
  const { config, storage } = await openConfiguredStorage();
  const ports = { name: findName(config, place.connection), archive: storage.archive };
  return downloadRunFile(storage.archive, await showRun(ports, place.run), place.file);
}

async function spanFile(
  request: HttpRequest,
  place: Extract<PagePlace, { readonly kind: 'export' }>,
): Promise<HttpResponseInit> {
  const { config, storage } = await openConfiguredStorage();
  return downloadExport({ name: findConnection(config, place.connection).name, archive: storage.archive }, request);
}
