// A process of its own that counts a file up by conditional writes and appends a line for each: `node count-up.ts ROOT NAME TIMES`.
import { openFolder } from './open-folder.ts';

const [, , root, name, times] = process.argv;
if (root === undefined || name === undefined || times === undefined) throw new Error('ROOT NAME TIMES');
const store = openFolder(root);
for (let done = 0; done < Number(times);) {
  const stored = await store.read('count.txt');
  const written = await store.write('count.txt', String(Number(stored?.text ?? '0') + 1), {
    contentType: 'text/plain; charset=utf-8',
    expect: stored === undefined ? 'absent' : { etag: stored.etag },
  });
  if (!written) continue;
  done += 1;
  await store.append('count.jsonl', `${name} ${done}`);
}
