/**
 * STS-STAT-003: the status's observedGeneration and collisionCount only grow, and it never claims
 * to have observed a spec that is not there yet. A controller that was restarted may begin with a
 * cache older than the last status of the one before it; what it then writes is not judged.
 */
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { createDisturbances } from '../vocabulary/disturbances.ts';
import { ownStatus } from '../vocabulary/stateful-status.ts';

export const aStatusNeverGoesBack = always({
  id: 'statefulset/a-status-never-goes-back',
  title: 'The observed generation and the collision count never fall, nor run ahead of the spec',
  controller: 'StatefulSet',
  requirements: ['STS-STAT-003'],
  on: ['StatefulSet'],
  monitor: (context) => {
    const restarts = createDisturbances(context, ({ fault }) => fault === 'ControllerRestart');

    function judge(moment: Moment): Answer {
      const { previous } = moment;
      const set = ownStatus(moment, context);
      if (set === undefined || previous?.kind !== 'StatefulSet') return 'irrelevant';
      const { observedGeneration = 0, collisionCount = 0 } = set.status;
      const generation = set.metadata.generation ?? 0;
      const least = previous.status.observedGeneration ?? 0;
      const collisions = previous.status.collisionCount ?? 0;
      const isFine =
        observedGeneration >= least &&
        observedGeneration <= generation &&
        collisionCount >= collisions;
      if (isFine) return 'holds';
      if (!restarts.areOver(moment.event.at)) return 'irrelevant';
      return violationAt(moment, {
        message: `the status of ${set.metadata.name} went back or ran ahead`,
        expected:
          `observedGeneration from ${least} to ${generation}, ` +
          `collisionCount at least ${collisions}`,
        observed: `observedGeneration ${observedGeneration}, collisionCount ${collisionCount}`,
        evidence: [moment.before.seqOf(previous)],
      });
    }

    return {
      change: judge,
      other: (event) => {
        restarts.other(event);
        return 'irrelevant';
      },
    };
  },
});
