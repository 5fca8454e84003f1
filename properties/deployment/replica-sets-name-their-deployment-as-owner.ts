import type { ReplicaSet } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-RS-003 for each ReplicaSet that a Deployment creates: one owner reference, which is
 * right in every field. Later only adoption and release change it (DEP-OWN-001, DEP-OWN-002). */
export const replicaSetsNameTheirDeploymentAsOwner = always({
  id: 'deployment/replica-sets-name-their-deployment-as-owner',
  title: 'A ReplicaSet is created with its Deployment as controller, whose deletion it blocks',
  controller: 'Deployment',
  requirements: ['DEP-RS-003'],
  on: ['ReplicaSet'],
  monitor: () => ({
    change: (moment) => {
      const { object, change } = moment.event;
      if (change !== 'ADDED' || object.kind !== 'ReplicaSet') return 'irrelevant';
      if (!isCreatedByDeployment(moment, object)) return 'irrelevant';
      const references = object.metadata.ownerReferences ?? [];
      const [owner] = references;
      const isRight =
        references.length === 1 &&
        owner?.apiVersion === 'apps/v1' &&
        owner.kind === 'Deployment' &&
        owner.controller === true &&
        owner.blockOwnerDeletion === true &&
        isNameRight(moment, owner);
      if (isRight) return 'holds';
      return violated(moment, {
        message: `${nameOf(object)} does not name its Deployment as its owner`,
        expected: 'one reference: apps/v1 Deployment, controller and blockOwnerDeletion true',
        observed: references.length === 0 ? 'none' : JSON.stringify(references),
      });
    },
  }),
});

/** Where nobody is named, what no user created and a Deployment is said to own is its own work. */
function isCreatedByDeployment({ event: { actor }, touched }: Moment, set: ReplicaSet): boolean {
  if (actor !== undefined) return actor === 'deployment-controller';
  const references = set.metadata.ownerReferences ?? [];
  return !touched && references.some(({ kind }) => kind === 'Deployment');
}

/** A Deployment that is gone by now cannot be asked for its name. */
function isNameRight({ before }: Moment, { name, uid }: { name: string; uid: string }): boolean {
  const deployment = before.byUid('Deployment', uid);
  return deployment === undefined || deployment.metadata.name === name;
}
