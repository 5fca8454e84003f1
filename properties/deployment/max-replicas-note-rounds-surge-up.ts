import { always } from '../property.ts';
import {
  desiredReplicasAnnotation,
  fencePostsOf,
  maxReplicasAnnotation,
} from '../vocabulary/rollout.ts';
import { couldHaveSynced, setWritesOf } from '../vocabulary/resizes.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-SURGE-003 for maxSurge, where it can be read off: in the annotations that each resize
 * leaves behind. What maxUnavailable rounds to shows in scale-down-respects-max-unavailable. A note
 * of another Deployment than the owner would give itself away here, too (DEP-OWN-003). */
export const maxReplicasNoteRoundsSurgeUp = always({
  id: 'deployment/max-replicas-note-rounds-surge-up',
  title: 'A resize notes replicas, and replicas plus maxSurge rounded up, on the ReplicaSet',
  controller: 'Deployment',
  requirements: ['DEP-SURGE-003', 'DEP-OWN-003'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined) return 'irrelevant';
        const noted = notesOf(write.set.metadata.annotations);
        if (noted === undefined) return 'irrelevant';
        if (noted === notesOf(write.replaced?.metadata.annotations)) return 'irrelevant';
        let isKnown = false;
        const fits = couldHaveSynced(moment, write, ({ deployment }) => {
          isKnown = true;
          return noted === rightNotes(deployment.spec.replicas, fencePostsOf(deployment).maxTotal);
        });
        if (fits) return 'holds';
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        if (!isKnown || deployment === undefined) return 'irrelevant';
        const { replicas } = deployment.spec;
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was told other bounds than the Deployment's`,
            expected: `desired/max ${rightNotes(replicas, fencePostsOf(deployment).maxTotal)}`,
            observed: `desired/max ${noted}`,
          },
          [deployment],
        );
      },
    };
  },
});

function rightNotes(replicas: number, maxTotal: number): string {
  return `${replicas}/${maxTotal}`;
}

function notesOf(annotations: Readonly<Record<string, string>> | undefined): string | undefined {
  const desired = annotations?.[desiredReplicasAnnotation];
  const max = annotations?.[maxReplicasAnnotation];
  return desired === undefined && max === undefined ? undefined : `${desired}/${max}`;
}
