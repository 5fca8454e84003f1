/**
 * DIS-002, DIS-004: an eviction is answered with 429 only where some version of the pod's budget
 * that was in force in the meantime forbade it: it allowed no disruption or was not looked at yet,
 * and, if the pod was not Ready, its policy did not let it go either. A pod that had not started,
 * had ended or was going is never refused.
 *
 * Without virtual time the answer may be told before the changes that led to it, so it is judged
 * at the next step, before which everything that was stored has been seen.
 */
import type { Pod, PodDisruptionBudget } from '../../specs/kubernetes.ts';
import type { FaultEvent } from '../../specs/trace.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isSeen, letsUnhealthyGo } from '../vocabulary/budgets.ts';
import { describePod, describeSome } from '../vocabulary/describe.ts';
import type { Eviction } from '../vocabulary/evictions.ts';
import { isAboutEviction, theBudget, watchEvictions } from '../vocabulary/evictions.ts';
import { isReady, isTerminal, isTerminating } from '../vocabulary/pods.ts';
import type { Served } from '../vocabulary/served.ts';

const tooManyRequests = 429;

/** Claims it for pods of one controller. */
export function refusedEvictionsHaveAReason(controller: Served) {
  return always({
    id: `${controller.toLowerCase()}/refused-evictions-have-a-reason`,
    title: 'An eviction is refused for want of budget only where the budget forbids it',
    controller,
    requirements: ['DIS-002', 'DIS-004'],
    needs: ['global-order'],
    on: ['Pod', 'PodDisruptionBudget'],
    monitor: (context) => {
      const watch = watchEvictions(context);
      const isExact = context.target.guarantees.includes('virtual-time');
      let refused: FaultEvent | undefined;

      function decide(view: ClusterView): Answer {
        const eviction = watch.current();
        const event = refused;
        refused = undefined;
        if (event === undefined || eviction?.step !== event.step) return 'irrelevant';
        return judge(eviction, event, view);
      }

      return {
        change(moment) {
          watch.change(moment);
          return 'irrelevant';
        },
        other(event, view) {
          const answer = decide(view);
          watch.other(event, view);
          const isAnswer = isAboutEviction(context, event) && event.phase === 'skipped';
          if (isAnswer && event.code === tooManyRequests) refused = event;
          return isExact ? decide(view) : answer;
        },
      };
    },
  });
}

function judge(eviction: Eviction, event: FaultEvent, view: ClusterView): Answer {
  // Without a budget, or with several, there would be another answer.
  const versions = theBudget(eviction) ?? [...eviction.budgets.values()].flat();
  const isForbidden = eviction.pods.some((pod) =>
    versions.some((budget) => forbids(budget, pod)),
  );
  if (isForbidden) return 'holds';
  const pod = eviction.pods.at(-1);
  const name = pod?.metadata.name ?? 'the pod';
  return {
    message: `the eviction of ${name} was refused although its budget allows it`,
    expected: 'the eviction is granted',
    observed: `${describePod(name, pod)}; ${describeSome(versions.map(spell))}`,
    at: event.seq,
    evidence: versions.map((budget) => view.seqOf(budget)).filter((seq) => seq >= 0),
  };
}

function forbids(budget: PodDisruptionBudget, pod: Pod): boolean {
  if (isTerminal(pod) || isTerminating(pod) || pod.status.phase === 'Pending') return false;
  if (!isReady(pod) && letsUnhealthyGo(budget)) return false;
  return !isSeen(budget) || (budget.status.disruptionsAllowed ?? 0) <= 0;
}

function spell({ metadata, spec, status }: PodDisruptionBudget): string {
  const { currentHealthy = 0, desiredHealthy = 0, disruptionsAllowed = 0 } = status;
  const policy = spec.unhealthyPodEvictionPolicy ?? 'no policy';
  const counts = `${currentHealthy} of ${desiredHealthy} healthy, allows ${disruptionsAllowed}`;
  return `${metadata.name}: ${policy}, ${counts}`;
}
