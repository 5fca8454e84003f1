/**
 * A trace: what was seen, in one order. Everything that a monitor may know is in here.
 *
 * On disk it is JSON lines, header first and footer last; a trace without a footer was cut off.
 */
import type { Kind, KubernetesObject, ObjectKey } from './kubernetes.ts';
import type { Component, Millis, Scenario } from './scenario.ts';
import type { Target } from './target.ts';

/** Version of the trace file's shape; bumped on any change of meaning. */
export const traceFormat = 1;

export interface Trace {
  readonly header: TraceHeader;
  readonly events: readonly TraceEvent[];
  readonly footer: TraceFooter;
}

export interface TraceHeader {
  readonly format: typeof traceFormat;
  readonly suite: { readonly version: string };
  readonly adapter: string;
  readonly target: Target;
  readonly scenario: Scenario;
  /** RFC 3339 with milliseconds: the moment from which `at` counts. */
  readonly startedAt: string;
}

export interface TraceFooter {
  readonly complete: boolean;
  readonly reason?: string;
}

interface Stamp {
  /** Position in the trace, from 0, without holes. */
  readonly seq: number;
  /** Since `startedAt`. */
  readonly at: Millis;
}

/** A command on its way. `unknown`: the request may have taken effect. `reason` says why it was not
 * carried out (or, with `ok`, why there was nothing to do), `code` is the HTTP status of a refusal;
 * a refusal without one never was a request. */
export interface CommandEvent extends Stamp {
  readonly event: 'command';
  readonly step: number;
  readonly phase: 'invoked' | 'ok' | 'rejected' | 'unknown' | 'skipped';
  readonly resolved?: ObjectKey;
  readonly reason?: string;
  readonly code?: number;
}

/** A fault on its way. `invoked` comes before anything of it can be seen. */
export interface FaultEvent extends Stamp {
  readonly event: 'fault';
  readonly step: number;
  readonly phase: 'invoked' | 'injected' | 'healed' | 'skipped';
  readonly resolved?: ObjectKey;
  readonly reason?: string;
  /** The HTTP status of the answer by which the API server refused it (429: no budget for an
   * eviction). */
  readonly code?: number;
}

/** A stored version of an object. For `DELETED`, `object` is the last state before it went. */
export interface ChangeEvent extends Stamp {
  readonly event: 'change';
  readonly change: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubernetesObject;
  /** The store's revision of this change (of the deletion, for `DELETED`). */
  readonly revision: number;
  readonly actor?: Actor;
}

/** Changes of this kind may have been missed since the last event that was seen of it. */
export interface GapEvent extends Stamp {
  readonly event: 'gap';
  readonly kind: Kind;
  readonly reason: string;
}

/** disturb: steps are played. settle: every fault has ended, the world may come to rest.
 * hold: it is at rest (`quiet`) or the deadline passed (`not quiet`, with a reason); it must stay
 * as it is. end: nothing follows. */
export interface PhaseEvent extends Stamp {
  readonly event: 'phase';
  readonly phase: 'disturb' | 'settle' | 'hold' | 'end';
  /** With `hold`: did the world come to rest? */
  readonly quiet?: boolean;
  /** With `hold`, not quiet: is the environment itself unfit to be judged, and why? */
  readonly unfit?: string;
}

export type TraceEvent = CommandEvent | FaultEvent | ChangeEvent | GapEvent | PhaseEvent;
export type Phase = PhaseEvent['phase'];

/** Who wrote a change. `suite` is the suite's own set-up and cleaning-up. */
export type Actor =
  | 'user'
  | 'fault'
  | 'suite'
  | 'kubelet'
  | 'scheduler'
  | 'garbage-collector'
  | 'node-lifecycle-controller'
  | 'pod-garbage-collector'
  | 'claim-controller'
  | 'endpointslice-controller'
  | 'endpoints-controller'
  | 'disruption-controller'
  | 'quota-controller'
  /** The API server itself, which charges budgets and quotas. */
  | 'apiserver'
  | Component
  | `other:${string}`;

/** How many commands were carried out. */
export function carriedOut({ events }: Trace): number {
  return events.filter((event) => event.event === 'command' && event.phase === 'ok').length;
}
