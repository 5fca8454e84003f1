/**
 * DS-STAT-002: what the status observed never goes back and never runs ahead of the spec. A
 * controller that has just started may know an older spec than the one before it did. A set that
 * took over a name may be given a status that was meant for its namesake.
 */
import type { DaemonSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isRecreated } from '../vocabulary/namesakes.ts';
import { createRestarts } from '../vocabulary/restarts.ts';

export const observedGenerationsOnlyRise = always({
  id: 'daemonset/observed-generations-only-rise',
  title: 'The observed generation never goes back, and never beyond the generation',
  controller: 'DaemonSet',
  requirements: ['DS-STAT-002'],
  on: ['DaemonSet'],
  monitor: (context) => {
    const restarts = createRestarts(context, () => undefined);
    const isNamesake = ({ metadata }: DaemonSet) =>
      isRecreated(context, 'DaemonSet', metadata.name);
    return {
      other: (event) => {
        restarts.other(event);
        return 'irrelevant';
      },
      change: (moment) => {
        const set = moment.event.object as DaemonSet;
        const observed = set.status.observedGeneration ?? 0;
        const before = (moment.previous as DaemonSet | undefined)?.status.observedGeneration ?? 0;
        if (observed === before || moment.event.change !== 'MODIFIED') return 'irrelevant';
        if (isNamesake(set)) return 'irrelevant';
        const { name, generation = 0 } = set.metadata;
        const isBack = observed < before && !restarts.isRecent(moment.event.at);
        if (!isBack && observed <= generation) return 'holds';
        return violationAt(moment, {
          message: `${name} observed generation ${observed} after ${before}`,
          expected: `from ${before} to ${generation}`,
          observed: `${observed}`,
        });
      },
    };
  },
});
