/** Which events of a trace are told with a violation, the same in every format. */
import type { Violation } from '../properties/verdict.ts';
import type { Trace, TraceEvent } from '../specs/trace.ts';

export interface Witness {
  /** The events that prove it, and the commands and faults that led there. */
  readonly told: readonly TraceEvent[];
  /** Is an event among those that prove it? */
  readonly decides: (event: TraceEvent) => boolean;
}

/** The witness of a violation in its trace. */
export function witnessOf(violation: Violation, { events }: Trace): Witness {
  const proof = new Set([...violation.evidence, violation.at]);
  const decides = ({ seq }: TraceEvent) => proof.has(seq);
  return { told: events.filter((event) => decides(event) || isStep(event, violation)), decides };
}

function isStep(event: TraceEvent, violation: Violation): boolean {
  if (event.seq > violation.at) return false;
  if (event.event === 'command') return event.phase === 'invoked';
  return event.event === 'fault' && (event.phase === 'injected' || event.phase === 'healed');
}
