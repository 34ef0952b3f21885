// A small RFC 4180 reader, written apart from the writer: rows of cells; throws on what the format does not allow.

export function parseCsv(csv: string): readonly (readonly string[])[] {
  if (!csv.startsWith('\ufeff')) throw new Error('A byte order mark is missing');
  if (!csv.endsWith('\r\n')) throw new Error('The last row does not end');
  const rows: string[][] = [[]];
  let at = 1;
  while (at < csv.length) {
    const quoted = csv[at] === '"';
    let cell = '';
    if (quoted) {
      for (at += 1; csv[at] !== '"' || csv[at + 1] === '"'; at += csv[at] === '"' ? 2 : 1) {
        if (at >= csv.length) throw new Error('A quoted cell does not end');
        cell += csv[at]!;
      }
      at += 1;
    } else {
      for (; csv[at] !== ',' && csv[at] !== '\r'; at += 1) {
        if (csv[at] === '"' || csv[at] === '\n') throw new Error(`A bare ${JSON.stringify(csv[at])} in a cell`);
        cell += csv[at]!;
      }
    }
    rows.at(-1)!.push(cell);
    if (csv.startsWith('\r\n', at)) {
      at += 2;
      if (at < csv.length) rows.push([]);
    } else if (csv[at] === ',') at += 1;
    else throw new Error(`${JSON.stringify(csv[at])} after a cell`);
  }
  return rows;
}
