// The form around a table of held steps, by which somebody decides on some of them or on all. It works without a script and by keyboard alone.
import type { RulingKind } from '../../domain/rulings/ruling.ts';
import { grouped } from '../../reports/words/amounts.ts';
import { html, type Markup } from '../../reports/html/markup.ts';
import type { Links } from '../page-links.ts';

/** Whether whoever looks at the page may decide. */
export type Deciding =
  | {
      readonly kind: 'may';
      /** As whom their decisions are kept. */
      readonly as: string;
      /** The form's id, and the proof that it was made for this person. */
      readonly form: string;
      readonly token: string;
      /** Why nothing can be approved here, though it can be denied; null: it can. */
      readonly noApproval: string | null;
    }
  | { readonly kind: 'may-not'; readonly why: string };

export interface FormOptions {
  readonly links: Links;
  readonly connection: string;
  /** The run whose plan is shown. */
  readonly run: string;
  readonly deciding: Extract<Deciding, { readonly kind: 'may' }>;
  /** Of the page, so that names are unique. */
  readonly index: number | string;
  /** The set as a whole: its key, and how many steps it has. */
  readonly set: { readonly key: string; readonly count: number } | null;
  readonly offers: readonly RulingKind[];
  readonly label: string;
}

export function decisionForm(table: Markup, options: FormOptions): Markup {
  const { links, connection, run, deciding, index, set, offers, label } = options;
  const hasNote = offers.some((offer) => offer !== 'take-back');
  return html`<form class="decide" method="post" action="${links.decide(connection)}" aria-label="${label}">
    ${nothingByEnter()}
    <input type="hidden" name="form" value="${deciding.form}" />
    <input type="hidden" name="token" value="${deciding.token}" />
    <input type="hidden" name="run" value="${run}" />
    ${table}
    ${
      set === null || set.count < 2
        ? null
        : html`<input type="hidden" name="set" value="${set.key}" />
            <p class="all">
              <label
                ><input type="checkbox" name="all" value="yes" data-choose-all /> All ${grouped(set.count)} of this
                set</label
              >
            </p>`
    }
    ${
      hasNote
        ? html`<p class="note">
            <label for="note-${index}">Note, kept with the decision (optional)</label>
            <textarea id="note-${index}" name="note" rows="2" maxlength="500"></textarea>
          </p>`
        : null
    }
    <div class="decisions">${offers.map((offer) => offered(offer, options))}</div>
  </form>`;
}

/**
 * Enter on a mark or in a field presses the first button of a form. That must decide nothing, so the first one says nothing. It has to be active and to have a place on
 * the page, else some browsers press the next one; nobody sees it or gets to it.
 */
function nothingByEnter(): Markup {
  return html`<button
    type="submit"
    name="decision"
    value="none"
    class="unseen"
    tabindex="-1"
    aria-hidden="true"
  ></button>`;
}

function offered(offer: RulingKind, { index }: FormOptions): Markup {
  switch (offer) {
    case 'approve':
      return html`<button type="submit" name="decision" value="approve">Approve</button>`;
    case 'deny':
      return html`<button type="submit" name="decision" value="deny" class="second">Deny</button>`;
    case 'hold':
      return html`<span class="until"
        ><label for="until-${index}">Until (optional)</label>
        <input id="until-${index}" name="until" type="date" />
        <button type="submit" name="decision" value="hold" class="second">Set aside</button></span
      >`;
    case 'take-back':
      return html`<button type="submit" name="decision" value="take-back" class="second">Take back</button>`;
  }
}
