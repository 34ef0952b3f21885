// Takes the time of its making out of a ZIP archive, so that the same content is the same bytes.

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** Shortest end of an archive; a comment may make it longer, and none is written here. */
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
/** 1980-01-01, the first day that the format knows. */
const FIRST_DAY = 0x0021;

/** In place; answers the same bytes. Throws RangeError on what is no archive without a comment. */
export function withFixedTimes(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = archive.byteLength - END_LENGTH;
  if (end < 0 || view.getUint32(end, true) !== END) throw new RangeError('Not the end of a ZIP archive');
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError('Not an entry of a ZIP archive');
    setTime(view, at + 12);
    setTime(view, view.getUint32(at + 42, true) + 10);
    at += ENTRY_LENGTH + [28, 30, 32].reduce((sum, offset) => sum + view.getUint16(at + offset, true), 0);
  }
  return archive;
}

/** Two bytes of time, two of the date. */
function setTime(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, FIRST_DAY, true);
}
