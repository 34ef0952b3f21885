import { expect, test } from 'vitest';
import { folderFault } from '../../../src/adapters/folder/fault.ts';
import type { RemoteReason } from '../../../src/errors.ts';
import { InvariantError, RemoteError } from '../../../src/errors.ts';

const WHERE = { request: 'write acme/memory.json', root: '/data/rollcall' } as const;

test.each<[string, RemoteReason, string]>([
  ['ENOENT', 'missing', 'Create it'],
  ['EACCES', 'forbidden', 'right to read and write'],
  ['EPERM', 'forbidden', 'right to read and write'],
  ['EROFS', 'forbidden', 'right to read and write'],
  ['ENOSPC', 'unavailable', 'Make room'],
  ['EDQUOT', 'unavailable', 'Make room'],
  ['ENOTDIR', 'conflict', 'Move it away'],
  ['EIO', 'unavailable', 'Check the disk'],
])('%s is %s and tells what to do', (code, reason, advice) => {
  const fault = folderFault(Object.assign(new Error('from the system'), { code }), WHERE);

  expect(fault).toBeInstanceOf(RemoteError);
  expect(fault).toMatchObject({ system: 'storage', request: WHERE.request, status: null, reason });
  expect(fault.message).toContain('/data/rollcall');
  expect(fault).toHaveProperty('advice', expect.stringContaining(advice));
});

test('something that no file system says is a bug', () => {
  expect(folderFault(new TypeError('x is not a function'), WHERE)).toBeInstanceOf(InvariantError);
});
