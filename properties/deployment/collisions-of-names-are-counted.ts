import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isSameTemplate } from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-RS-005 for each change of collisionCount: it never falls, and it rises only where a
 * name that the Deployment may have wanted was taken by a ReplicaSet that is not its own or has
 * another template. That it gets its ReplicaSet all the same is
 * `deployment/one-replica-set-has-the-template`. */
export const collisionsOfNamesAreCounted = always({
  id: 'deployment/collisions-of-names-are-counted',
  title: 'collisionCount rises only when the name of a new ReplicaSet is taken, and never falls',
  controller: 'Deployment',
  requirements: ['DEP-RS-005'],
  needs: ['global-order'],
  on: ['Deployment'],
  monitor: () => ({
    change: (moment) => {
      const { object, change } = moment.event;
      const { previous } = moment;
      if (object.kind !== 'Deployment' || previous?.kind !== 'Deployment') return 'irrelevant';
      const [before, after] = [previous, object].map((each) => each.status.collisionCount ?? 0);
      if (change === 'DELETED' || before === undefined || after === undefined) return 'irrelevant';
      if (before === after) return 'irrelevant';
      if (after > before && couldHaveCollided(moment, previous)) return 'holds';
      const isFall = after < before;
      return violated(
        moment,
        {
          message: `the collisionCount of ${nameOf(object)} went from ${before} to ${after}`,
          expected: isFall ? 'never less' : 'no more, since no name was taken',
          observed: `${before} → ${after}`,
        },
        [previous],
      );
    },
  }),
});

function couldHaveCollided(moment: Moment, { metadata }: Deployment): boolean {
  const watched = [{ kind: 'Deployment', uid: metadata.uid }, { kind: 'ReplicaSet' }] as const;
  return moment.couldHaveSeen(watched, (view) => isAnyNameTaken(view, metadata.uid));
}

function isAnyNameTaken(view: ClusterView, uid: string): boolean {
  const deployment = view.byUid('Deployment', uid);
  if (deployment === undefined) return false;
  return [...view.list('ReplicaSet')].some((set) => isInTheWay(deployment, set));
}

/** Its name is the Deployment's and one word: a hash. */
function isInTheWay({ metadata, spec }: Deployment, set: ReplicaSet): boolean {
  const { name } = set.metadata;
  if (!name.startsWith(`${metadata.name}-`)) return false;
  if (name.slice(metadata.name.length + 1).includes('-')) return false;
  const isOwn = controllerOf(set)?.uid === metadata.uid;
  return !isOwn || !isSameTemplate(spec.template, set.spec.template);
}
