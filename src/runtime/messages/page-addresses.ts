import type { ConnectionName } from '../../domain/ids.ts';
import type { PageAddresses } from '../../domain/messages/message.ts';
import { createLinks } from '../../pages/page-links.ts';

/** `base`: where the function app answers. A message is passed on, so its links hold no key: whoever follows one signs in. */
export function pageAddresses(base: string, connection: ConnectionName): PageAddresses {
  const links = createLinks(null);
  const at = (path: string): string => `${base.replace(/\/+$/, '')}${path}`;
  return {
    home: at(links.section(connection, 'home')),
    waiting: at(links.section(connection, 'waiting')),
    findings: at(links.section(connection, 'findings')),
    run: (run) => at(links.run(connection, run)),
  };
}
