/** An attempt that brought nothing usable, on its way through the SDK. Nobody outside this folder sees it: the client repeats the request or makes it a RemoteError. */
import type { HttpReply } from '../../http/attempt.ts';

export class UnusableReply extends Error {
  override readonly name = 'UnusableReply';
  readonly reply: HttpReply;
  /** `GET /api/v1/groups`, made by `requestLabel`. */
  readonly request: string;
  /** The SDK looks here: at 401 it drops its access token and tries once more. */
  readonly status: number | null;
  /** `E0000007`, or the token endpoint's `invalid_scope`; null: the body names none. */
  readonly code: string | null;
  /** Okta's own words with the code in front, fit for a message. */
  readonly said: string | null;
  constructor(
    request: string,
    reply: HttpReply,
    told: { readonly code: string | null; readonly said: string | null } = { code: null, said: null },
  ) {
    super(`The reply to ${request} cannot be used`);
    this.request = request;
    this.reply = reply;
    this.status = reply.kind === 'answer' ? reply.status : null;
    this.code = told.code;
    this.said = told.said;
  }
}
