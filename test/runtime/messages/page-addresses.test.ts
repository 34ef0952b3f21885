import { expect, test } from 'vitest';
import { connectionName, runId } from '../../../src/domain/ids.ts';
import { pageAddresses } from '../../../src/runtime/messages/page-addresses.ts';

test.each(['https://rollcall.example', 'https://rollcall.example/', 'https://rollcall.example///'])(
  'pages below %s are found where the function app serves them',
  (base) => {
    const pages = pageAddresses(base, connectionName('harborpine'));

    expect({ ...pages, run: pages.run(runId('20261123T101500Z-1a2b3c')) }).toEqual({
      home: 'https://rollcall.example/api/app/harborpine',
      waiting: 'https://rollcall.example/api/app/harborpine/waiting',
      findings: 'https://rollcall.example/api/app/harborpine/findings',
      run: 'https://rollcall.example/api/app/harborpine/runs/20261123T101500Z-1a2b3c',
    });
  },
);
