/** What can go wrong between the suite and a cluster, and what each failure means for a request. */
import { AdapterError } from '../adapter.ts';
import type { Outcome } from '../adapter.ts';

/** The cluster cannot be tested as it is; the message says what to do about it. */
export class PreflightError extends AdapterError {
  /** For callers that tell the kinds of AdapterError apart; `name` is the same for all of them. */
  readonly preflight = true;
}

/** No answer came. `sent`: the request may have reached the API server and taken effect. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly sent: boolean;
  readonly code: string | undefined;

  constructor(message: string, options: { sent: boolean; code?: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.sent = options.sent;
    this.code = options.code;
  }
}

/** The API server answered with an error: its Status object in brief. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly code: number;
  readonly reason: string;

  constructor(code: number, reason: string, message: string) {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}

/** The error that an answer with this HTTP status and body stands for. */
export function statusErrorOf(code: number, body: unknown): StatusError {
  const status = isRecord(body) ? body : {};
  const reason = typeof status['reason'] === 'string' ? status['reason'] : `HTTP ${code}`;
  const message = typeof status['message'] === 'string' ? status['message'] : String(body ?? '');
  return new StatusError(code, reason, message);
}

/** How a failed request of the scenario counts: the API server refused it (nothing happened), or
 * nobody knows. Errors of any other kind are bugs or a failing environment and are thrown on. */
export function outcomeOfError(error: unknown): Outcome & {
  readonly phase: 'rejected' | 'unknown';
} {
  if (error instanceof StatusError) {
    const phase = error.code >= 400 && error.code < 500 ? 'rejected' : 'unknown';
    return { phase, reason: `${error.reason}: ${error.message}`, code: error.code };
  }
  if (error instanceof TransportError && error.sent) {
    return { phase: 'unknown', reason: `no answer: ${error.message}` };
  }
  if (error instanceof TransportError) {
    throw new AdapterError(`the API server cannot be reached: ${error.message}`, { cause: error });
  }
  throw error;
}

/** Is this the answer that an object does not exist (any more)? */
export function isNotFound(error: unknown): boolean {
  return error instanceof StatusError && error.code === 404;
}

/** Is this the answer that an object exists already, or was changed in between? */
export function isConflict(error: unknown): boolean {
  return error instanceof StatusError && error.code === 409;
}

/** Narrows what came from the network to something with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What to print of an error of any type. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
