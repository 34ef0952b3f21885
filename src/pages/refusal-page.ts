// What is not shown, and why: in the frame of the pages, so that the way back is where it always is.
import { html } from '../reports/html/markup.ts';
import { prose } from '../reports/words/safe-text.ts';
import { renderFrame, type Surroundings } from './frame.ts';

export interface Refusal {
  readonly status: number;
  readonly detail: string;
  /** Problems of the configuration, each with its place; empty: it is about something else. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

/** 403 … are what the caller asked for; 500 and 502 are not their doing. */
const TITLES: Readonly<Record<number, string>> = {
  400: 'That cannot be asked for',
  403: 'You may not see this',
  404: 'That is not there',
  409: 'Not now',
  502: 'A system that is needed did not answer',
};

export function renderRefusal({ status, detail, problems }: Refusal, around: Surroundings): string {
  const title = TITLES[status] ?? 'Something went wrong';
  return renderFrame(
    {
      title,
      heading: html`<h1>${title}</h1>`,
      lead: html`<p class="lead"><bdi>${prose(detail)}</bdi></p>`,
      main: html`${
          problems.length === 0
            ? null
            : html`<section>
                <h2>The configuration</h2>
                <ul class="findings">
                  ${problems.map(
                    ({ path, message }) =>
                      html`<li>
                        <strong><bdi>${path}</bdi></strong> <bdi>${prose(message)}</bdi>
                      </li>`,
                  )}
                </ul>
              </section>`
        }
        <p><a href="${around.links.overview}">All connections</a></p>`,
      place: null,
    },
    around,
  );
}
