/**
 * Is this trace fit to be judged at all? What every verdict relies on, tested on the trace itself.
 * A broken assumption makes verdicts inconclusive; it is never a violation, and what is seen after
 * it is none either.
 */
import type { Kind, Node } from '../specs/kubernetes.ts';
import { conditionOf } from '../specs/kubernetes.ts';
import { faultOf } from '../specs/scenario.ts';
import type { ChangeEvent, TraceEvent, TraceHeader } from '../specs/trace.ts';

/** Watches a trace go by; `broken` says what is wrong with it, if anything. */
export interface Assumptions {
  push(event: TraceEvent): void;
  broken(): string | undefined;
}

/** Starts to watch a trace. */
export function createAssumptions(header: TraceHeader): Assumptions {
  const lastOfKind = new Map<Kind, number>();
  const isVirtual = header.target.guarantees.includes('virtual-time');
  const isGlobal = header.target.guarantees.includes('global-order');
  let last = -1;
  let seq = -1;
  let at = Number.NEGATIVE_INFINITY;
  const silenced = new Set<string>();
  const heard = new Set<string>();
  let broken: string | undefined;

  /** Nodes that are played report for as long as the scenario does not silence them, if whoever
   * plays them gets the time to. */
  function onNode(node: Node, seq: number): void {
    const { name } = node.metadata;
    const ready = conditionOf(node, 'Ready')?.status;
    if (ready === 'Unknown' && heard.has(name) && !silenced.has(name) && !isVirtual) {
      broken ??=
        `Node/${name} was not heard of for long at #${seq} although nothing was done to it; ` +
        'is the machine much too busy?';
    }
    if (ready === 'True') heard.add(name);
  }

  function onChange(event: ChangeEvent): void {
    const { kind } = event.object;
    const before = lastOfKind.get(kind) ?? -1;
    if (event.revision <= before) {
      broken ??= `revisions of ${kind} do not rise at #${event.seq}: ${before}, ${event.revision}`;
    }
    lastOfKind.set(kind, event.revision);
    if (isGlobal && event.revision <= last) {
      broken ??= `revisions of all kinds do not rise at #${event.seq}: ${last}, ${event.revision}`;
    }
    last = event.revision;
    if (event.object.kind === 'Node') onNode(event.object, event.seq);
    if (event.actor?.startsWith('other:')) {
      broken ??= `#${event.seq} ${kind}/${event.object.metadata.name} was written by somebody ` +
        `unknown (${event.actor}); run where nobody else writes`;
    }
  }

  return {
    push(event) {
      if (event.seq !== seq + 1) broken ??= `event #${event.seq} follows #${seq}`;
      if (event.at < at) broken ??= `time runs backwards at #${event.seq}`;
      seq = event.seq;
      at = event.at;
      if (event.event === 'change') onChange(event);
      if (event.event !== 'fault' || event.resolved === undefined) return;
      const step = header.scenario.steps[event.step];
      const fault = step && faultOf(step);
      if (fault?.fault === 'NodeNotReady') silenced.add(event.resolved.name);
    },
    broken: () => broken,
  };
}
