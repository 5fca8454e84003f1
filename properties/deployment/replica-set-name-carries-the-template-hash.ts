import type { Deployment, Labels, ReplicaSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { templateHashLabel } from '../vocabulary/rollout.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** The longest name of an object. */
const nameMax = 253;

/** Claims DEP-RS-002 for each ReplicaSet that a Deployment creates. It takes the hash as it is: how
 * it follows from the template is nobody's promise. */
export const replicaSetNameCarriesTheTemplateHash = always({
  id: 'deployment/replica-set-name-carries-the-template-hash',
  title: 'A created ReplicaSet has one template hash in its name, labels, selector and template',
  controller: 'Deployment',
  requirements: ['DEP-RS-002'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined || write.replaced !== undefined) return 'irrelevant';
        const { set } = write;
        const agrees = couldHaveSynced(
          moment,
          write,
          ({ deployment }) => disagreement(deployment, set) === undefined,
        );
        if (agrees) return 'holds';
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        if (deployment === undefined || !isDeploymentKnown(moment, write)) return 'irrelevant';
        return violated(
          moment,
          {
            message: `${nameOf(set)} does not carry its template hash everywhere`,
            expected: 'the same hash in the name, the labels, the selector and the template labels',
            observed: disagreement(deployment, set) ?? 'agreement, but not with one view',
          },
          [deployment],
        );
      },
    };
  },
});

/** What is wrong with a ReplicaSet as made from this Deployment, if anything. */
function disagreement(deployment: Deployment, set: ReplicaSet): string | undefined {
  const { matchLabels, matchExpressions } = set.spec.selector;
  const labels = set.spec.template.metadata?.labels;
  const hash = set.metadata.labels?.[templateHashLabel];
  if (hash === undefined || !/^[bcdfghjklmnpqrstvwxz2456789]{1,10}$/.test(hash)) {
    return `label ${templateHashLabel} is ${hash ?? 'absent'}`;
  }
  if (matchLabels?.[templateHashLabel] !== hash) return 'the selector has another hash or none';
  if (labels?.[templateHashLabel] !== hash) return 'the template labels have another hash or none';
  const stem = deployment.metadata.name.slice(0, nameMax - 1 - hash.length);
  if (set.metadata.name !== `${stem}-${hash}`) return `the name is ${set.metadata.name}`;
  const { selector, template } = deployment.spec;
  if (!isSameButHash(matchLabels, selector.matchLabels)) return 'the selector differs otherwise';
  if ((matchExpressions?.length ?? 0) !== (selector.matchExpressions?.length ?? 0)) {
    return 'the selector has other expressions';
  }
  return isSameButHash(labels, template.metadata?.labels)
    ? undefined
    : 'the template labels differ otherwise';
}

function isSameButHash(left: Labels | undefined, right: Labels | undefined): boolean {
  const keys = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
  keys.delete(templateHashLabel);
  return [...keys].every((key) => left?.[key] === right?.[key]);
}
