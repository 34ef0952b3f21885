/** Which page an address means. */
import { SECTIONS, type Section } from '../../pages/page-links.ts';

export type PagePlace =
  | { readonly kind: 'overview' }
  | { readonly kind: 'asset'; readonly name: string }
  | { readonly kind: 'section'; readonly connection: string; readonly section: Section }
  | { readonly kind: 'export'; readonly connection: string }
  /** Where decisions are sent. */
  | { readonly kind: 'decisions'; readonly connection: string }
  | { readonly kind: 'run'; readonly connection: string; readonly run: string }
  | { readonly kind: 'file'; readonly connection: string; readonly run: string; readonly file: string }
  | { readonly kind: 'leaver'; readonly connection: string; readonly run: string; readonly member: string };

/** `path`: what follows /api/app/; undefined: no page. */
export function pagePlace(path: string): PagePlace | undefined {
  const [connection, part, run, below, name, ...more] = path.split('/').filter((one) => one !== '');
  if (connection === undefined) return { kind: 'overview' };
  if (connection === '-') return part === undefined || run !== undefined ? undefined : { kind: 'asset', name: part };
  if (part === undefined) return { kind: 'section', connection, section: 'home' };
  if (part === 'approvals' && run === undefined) return { kind: 'decisions', connection };
  if (run === undefined) {
    if (part === 'export') return { kind: 'export', connection };
    const section = SECTIONS.find((one) => one === part && one !== 'home');
    return section === undefined ? undefined : { kind: 'section', connection, section };
  }
  if (part !== 'runs' || more.length > 0) return undefined;
  if (below === undefined) return { kind: 'run', connection, run };
  if (name === undefined) return undefined;
  if (below === 'files') return { kind: 'file', connection, run, file: name };
  return below === 'leavers' ? { kind: 'leaver', connection, run, member: name } : undefined;
}
