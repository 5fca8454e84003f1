import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { asksForRollback, rollbackAnnotation } from '../vocabulary/revision-numbers.ts';
import { nameOf } from '../vocabulary/violation.ts';

/** Claims DEP-REV-004 at rest for every Deployment that was asked for a rollback: whatever came of
 * it, the request is gone. A paused one keeps it, and what is no number is never looked at. */
export const rollbacksByAnnotationComeToAnEnd = always({
  id: 'deployment/rollbacks-by-annotation-come-to-an-end',
  title: 'At rest no Deployment is left with an annotation that asks for a rollback',
  controller: 'Deployment',
  requirements: ['DEP-REV-004'],
  on: ['Deployment'],
  monitor: () => {
    const asked = new Set<string>();
    return {
      change({ event: { object, change } }) {
        if (object.kind !== 'Deployment') return 'irrelevant';
        if (change === 'DELETED') asked.delete(object.metadata.uid);
        else if (asksForRollback(object)) asked.add(object.metadata.uid);
        return 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        let isAnyDone = false;
        for (const uid of asked) {
          const deployment = view.byUid('Deployment', uid);
          if (deployment === undefined || deployment.spec.paused === true) continue;
          if (deployment.metadata.deletionTimestamp !== undefined) continue;
          isAnyDone ||= !asksForRollback(deployment);
          if (!asksForRollback(deployment)) continue;
          const revision = deployment.metadata.annotations?.[rollbackAnnotation];
          return {
            message: `${nameOf(deployment)} is still to be rolled back to revision ${revision}`,
            expected: `no annotation ${rollbackAnnotation}`,
            observed: `${rollbackAnnotation}: ${revision}`,
            at: event.seq,
            evidence: [view.seqOf(deployment), event.seq],
          };
        }
        return isAnyDone ? 'holds' : 'irrelevant';
      },
    };
  },
});
