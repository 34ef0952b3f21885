// Whether a connection had a good run lately, by sign, word and colour.
import { html, type Markup } from '../reports/html/markup.ts';

export function healthBadge({ healthy }: { readonly healthy: boolean }): Markup {
  return healthy
    ? html`<span class="badge good"><span aria-hidden="true">✓</span> Healthy</span>`
    : html`<span class="badge bad"><span aria-hidden="true">✕</span> Needs a look</span>`;
}
