// What the run was made from and how: sources and their integrity, seats, requests, timings, and the run's identity.
import type { RunReport } from '../../domain/runs/run.ts';
import { html, type Markup } from './markup.ts';
import { stackedTable } from './table.ts';
import { askedTo, directoryName, peopleLine, totalOf } from '../words/run-facts.ts';
import { prose } from '../words/safe-text.ts';
import { counted, duration, grouped } from '../words/amounts.ts';
import { CHECK_NAMES, MODE_NAMES, PHASE_NAMES, TRIGGER_NAMES } from '../words/words.ts';

export function factSections(report: RunReport): readonly Markup[] {
  return [sources(report), ...present(requests(report)), identity(report)];
}

function present(section: Markup | null): readonly Markup[] {
  return section === null ? [] : [section];
}

function sources(report: RunReport): Markup {
  const { person, source } = report;
  // A run over one person counts nobody.
  const groups = person === null ? source.groups : [];
  return html`<section>
    <h2>Sources</h2>
    <p>
      ${directoryName(source.directory)}: ${peopleLine(report)}. ConnectWise PSA:
      ${counted(source.members, 'member', 'members')}.
    </p>
    ${integrity(report)}
    ${
      groups.length === 0
        ? null
        : stackedTable({
            caption: 'People read from each mapped group; one person can be in several',
            columns: [{ name: 'Group', kind: 'head' }, { name: 'Id' }, { name: 'People', kind: 'number' }],
            rows: groups.map((group) => [
              html`<bdi>${group.name ?? group.selector}</bdi>`,
              group.id ?? html`<strong class="bad">not found</strong>`,
              grouped(group.people),
            ]),
          })
    }
  </section>`;
}

function integrity(report: RunReport): Markup {
  const { problems } = report.source;
  if (problems.length > 0)
    return html`<ul class="findings">
      ${problems.map(
        (problem) =>
          html`<li>
            <strong class="bad"><bdi>${problem.place}</bdi> ${CHECK_NAMES[problem.check]}</strong>
            <p>${prose(problem.detail)}</p>
          </li>`,
      )}
    </ul>`;
  if (report.planDigest === null) return html`<p class="bad">The run ended before both sides had been read.</p>`;
  if (isDoubted(report))
    return html`<p class="bad">Both sides were read to their end, but a check of what was read did not pass.</p>`;
  if (report.undoes !== undefined) return html`<p class="good">The PSA's members were read whole.</p>`;
  return html`<p class="good">Both sides were read whole, and no check contradicts what was read.</p>`;
}

/** A failed run is not called frozen, but its sources can be in doubt all the same. */
function isDoubted(report: RunReport): boolean {
  return (
    report.outcome === 'frozen' ||
    report.findings.some((finding) => finding.kind === 'source-problem') ||
    report.steps.some((step) => step.verdict === 'hold' && step.holds.some((hold) => hold.guard === 'source-integrity'))
  );
}

function requests(report: RunReport): Markup | null {
  if (report.requests.length === 0) return null;
  return html`<section>
    <h2>Requests</h2>
    ${stackedTable({
      caption: 'Requests to each system in this run',
      columns: [
        { name: 'System', kind: 'head' },
        { name: 'Requests', kind: 'number' },
        { name: 'Writes', kind: 'number' },
        { name: 'Retries', kind: 'number' },
        { name: 'Throttled', kind: 'number' },
      ],
      rows: report.requests.map((counts) => [
        counts.system,
        grouped(totalOf(counts)),
        grouped(counts.write),
        grouped(counts.retries),
        grouped(counts.throttled),
      ]),
    })}
  </section>`;
}

function identity(report: RunReport): Markup {
  const took = duration(Date.parse(report.finishedAt) - Date.parse(report.startedAt));
  const phases = report.timings.map(({ phase, ms }) => `${PHASE_NAMES[phase]} ${duration(ms)}`).join(', ');
  const facts: readonly (readonly [name: string, value: Markup])[] = [
    ['Run', html`<code>${report.run}</code>`],
    ['Connection', html`${report.connection}`],
    ['Started by', html`${TRIGGER_NAMES[report.trigger.kind]} (<bdi>${report.trigger.by}</bdi>)`],
    ...(report.person === null
      ? []
      : [
          [
            'Person',
            html`<bdi>${report.person.name}</bdi> (<bdi>${report.person.login}</bdi>), and nobody else`,
          ] as const,
        ]),
    ...(report.undoes === undefined
      ? []
      : [['Takes back', html`what <code>${report.undoes}</code> handed over, and nothing else`] as const]),
    ['Mode', html`${MODE_NAMES[report.mode]}`],
    ['Asked to', html`${askedTo(report)}`],
    ['Started', time(report.startedAt)],
    ['Took', html`${took}${phases === '' ? null : html` (${phases})`}`],
    ['Plan', digestText(report.planDigest ?? 'none: the run ended before there was one')],
    [
      'Previous run',
      report.previous === null
        ? html`none`
        : html`<code>${report.previous.run}</code>, its report.json has SHA-256 ${digestText(report.previous.sha256)}`,
    ],
  ];
  return html`<section>
    <h2>This run</h2>
    <dl>
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  </section>`;
}

function digestText(text: string): Markup {
  return html`<code>${text}</code>`;
}

/** `2026-11-23 10:15:00 UTC` */
function time(instant: string): Markup {
  return html`<time datetime="${instant}">${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC</time>`;
}
