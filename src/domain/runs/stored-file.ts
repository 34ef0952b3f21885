/** Files as they are stored, read back and handed out. */

/** A rendered file of a run: `report.json`, `report.html`, `actions.csv`, `findings.csv`, `report.txt`, `plan.json`. */
export interface RunFile {
  readonly name: string;
  readonly contentType: string;
  readonly text: string;
}

export interface StoredText {
  readonly text: string;
  readonly etag: string;
}

/** For downloads; `size` in bytes. */
export interface OpenFile {
  readonly stream: AsyncIterable<Uint8Array>;
  readonly size: number;
  readonly contentType: string;
}
