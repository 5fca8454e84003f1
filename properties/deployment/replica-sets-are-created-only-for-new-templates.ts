import { always } from '../property.ts';
import { isSameTemplate } from '../vocabulary/rollout.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-RS-008 for each ReplicaSet that a Deployment creates: the template is one that the
 * Deployment had, and none of its ReplicaSets had it already, a returning one included
 * (DEP-REV-002). */
export const replicaSetsAreCreatedOnlyForNewTemplates = always({
  id: 'deployment/replica-sets-are-created-only-for-new-templates',
  title: 'A Deployment creates a ReplicaSet only when none of its own has the template',
  controller: 'Deployment',
  requirements: ['DEP-RS-008', 'DEP-REV-002'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined || write.replaced !== undefined) return 'irrelevant';
        const { template } = write.set.spec;
        const isMissing = couldHaveSynced(
          moment,
          write,
          ({ deployment, newSet }) =>
            newSet === undefined && isSameTemplate(deployment.spec.template, template),
        );
        if (isMissing) return 'holds';
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        if (deployment === undefined || !isDeploymentKnown(moment, write)) return 'irrelevant';
        const twins = [...moment.before.owned('ReplicaSet', write.deploymentUid)].filter((set) =>
          isSameTemplate(set.spec.template, template),
        );
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was created without need`,
            expected: 'a template of the Deployment that no ReplicaSet of its own has',
            observed:
              twins.length > 0
                ? `${twins.map(nameOf).join(', ')} has this template already`
                : 'the Deployment does not have this template',
          },
          [deployment, ...twins],
        );
      },
    };
  },
});
