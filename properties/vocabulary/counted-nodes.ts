/** Judging at rest what the status of a DaemonSet counts (DS-STAT-001). */
import type { DaemonSet } from '../../specs/kubernetes.ts';
import type { Answer, Monitor, MonitorContext } from '../property.ts';
import { isQuietRest } from './at-rest.ts';
import type { Attention } from './daemon-attention.ts';
import { createAttention } from './daemon-attention.ts';
import { settledDaemons } from './daemon-rest.ts';
import type { Counter } from './daemon-status.ts';
import { wrongCounters } from './daemon-status.ts';

/** Which sets a claim is about, what of them is counted, and how a wrong number is told. */
export interface CountingClaim {
  readonly missed: ReturnType<Attention['missed']>;
  readonly counters: (set: DaemonSet) => readonly Counter[];
  readonly message: (name: string) => string;
}

/** Compares the counters with nodes and pods once the world has come to rest. */
export function countedAtRest(context: MonitorContext, claim: CountingClaim): Monitor {
  const attention = createAttention(context);
  return {
    change: (moment) => {
      attention.change(moment);
      return 'irrelevant';
    },
    other: (event, view): Answer => {
      if (!isQuietRest(event)) return 'irrelevant';
      let answer: Answer = 'irrelevant';
      for (const sight of settledDaemons(view, context)) {
        const { uid, name } = sight.set.metadata;
        if (attention.missed(uid) !== claim.missed) continue;
        const wrong = wrongCounters(sight, claim.counters(sight.set));
        answer = 'holds';
        if (!wrong.isWrong) continue;
        return {
          message: claim.message(name),
          expected: wrong.expected,
          observed: wrong.observed,
          at: event.seq,
          evidence: [view.seqOf(sight.set), event.seq],
        };
      }
      return answer;
    },
  };
}
