/** Words for messages: what a pod looks like, and violations at a moment. */
import type { Pod } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import type { Violation } from '../verdict.ts';
import { isReady, isTerminating } from './pods.ts';

/** `web-1 is Pending`: the one fact about a pod that decides most guards. */
export function describePod(name: string, pod: Pod | undefined): string {
  if (pod === undefined) return `${name} is missing`;
  if (isTerminating(pod)) return `${name} is terminating`;
  const phase = pod.status.phase ?? 'without a phase';
  if (phase !== 'Running') return `${name} is ${phase}`;
  return isReady(pod) ? `${name} is Ready` : `${name} is Running, not Ready`;
}

/** At most `limit` parts of a list, and how many more there are. */
export function describeSome(parts: readonly string[], limit = 5): string {
  if (parts.length === 0) return 'none';
  const rest = parts.length - limit;
  return `${parts.slice(0, limit).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** What a violation says besides the moment at which it is decided. */
export interface Broken {
  readonly message: string;
  readonly expected: string;
  readonly observed: string;
  /** `seq` of earlier events that prove it. */
  readonly evidence?: readonly number[];
}

/** A violation decided by this moment's event, which is always part of the evidence. */
export function violationAt({ event }: Moment, broken: Broken): Violation {
  const earlier = (broken.evidence ?? []).filter((seq) => seq >= 0 && seq < event.seq);
  const evidence = [...new Set(earlier)].sort((a, b) => a - b);
  return { ...broken, at: event.seq, evidence: [...evidence, event.seq] };
}
