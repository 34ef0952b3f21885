/** What a queue trigger needs of a storage queue. */

export interface QueueMessage {
  readonly id: string;
  /** As it lies in the queue, still encoded. */
  readonly text: string;
  /** What the next change of the message has to show; every change gives a new one. */
  readonly receipt: string;
  /** 1 at the first time. */
  readonly dequeueCount: number;
  /** ISO 8601. */
  readonly insertedOn: string;
  readonly expiresOn: string;
  readonly nextVisibleOn: string;
}

/** Every method throws a QueueFault when storage fails. Times are milliseconds; storage rounds them up to whole seconds. */
export interface WorkQueue {
  readonly name: string;
  /** At most so many, hidden from others for so long. */
  receive(limit: number, hiddenMs: number): Promise<readonly QueueMessage[]>;
  /** Hides it anew from now on; 0: it can be seen at once. Answers the new receipt. */
  hide(message: QueueMessage, receipt: string, ms: number): Promise<string>;
  remove(message: QueueMessage, receipt: string): Promise<void>;
  /** Copies the message to `NAME-poison`, which is created when it is missing. */
  copyToPoison(message: QueueMessage): Promise<void>;
  create(): Promise<void>;
}

/** `gone`: the message was taken by somebody else, or removed. `missing`: there is no such queue. */
export type QueueFaultReason = 'gone' | 'missing' | 'other';

export class QueueFault extends Error {
  override readonly name = 'QueueFault';
  readonly reason: QueueFaultReason;
  /** `403 AuthenticationFailed`, `ECONNREFUSED` */
  readonly code: string;
  constructor(reason: QueueFaultReason, code: string) {
    super(`The storage queue failed: ${code}`);
    this.reason = reason;
    this.code = code;
  }
}
