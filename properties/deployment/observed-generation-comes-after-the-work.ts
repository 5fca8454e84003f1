import { always } from '../property.ts';
import { statusWriteOf } from '../vocabulary/deployment-status.ts';
import { isSameTemplate, ownedSets } from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-STAT-001 where it is plain what a generation asks for: of a single ReplicaSet with
 * the wanted template, all replicas. A sync that could not do that does not get as far as its
 * status, so whoever waits for the generation finds the size declared. */
export const observedGenerationComesAfterTheWork = always({
  id: 'deployment/observed-generation-comes-after-the-work',
  title: 'A generation counts as observed only when its replicas have been declared',
  controller: 'Deployment',
  requirements: ['DEP-STAT-001'],
  needs: ['global-order'],
  on: ['Deployment'],
  monitor: () => ({
    change(moment) {
      const write = statusWriteOf(moment);
      if (write === undefined) return 'irrelevant';
      const { before, after } = write;
      const { metadata, spec, status } = after;
      if (metadata.deletionTimestamp !== undefined || spec.strategy.type === 'Recreate') {
        return 'irrelevant';
      }
      const isNews = status.observedGeneration !== before.status.observedGeneration;
      if (!isNews || status.observedGeneration !== metadata.generation) return 'irrelevant';
      const [only, ...others] = ownedSets(moment.before, after);
      if (only === undefined || others.length > 0) return 'irrelevant';
      if (!isSameTemplate(only.spec.template, spec.template)) return 'irrelevant';
      const watched = [{ kind: 'ReplicaSet', ownedBy: metadata.uid }] as const;
      const isDone = moment.couldHaveSeen(watched, (view) => {
        const sets = ownedSets(view, after);
        return sets.length !== 1 || sets[0]?.spec.replicas === spec.replicas;
      });
      if (isDone) return 'holds';
      return violated(
        moment,
        {
          message: `${nameOf(after)} reports a generation that it has not acted upon`,
          expected: `${only.metadata.name} to declare ${spec.replicas} replicas by now`,
          observed: `it declares ${only.spec.replicas}`,
        },
        [before, only],
      );
    },
  }),
});
