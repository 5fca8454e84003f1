import { always } from '../property.ts';
import { isSameTemplate } from '../vocabulary/rollout.ts';
import { couldHaveSynced, setWritesOf, isDeploymentKnown } from '../vocabulary/resizes.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-ROLL-003 for each write that raises a ReplicaSet: only the one with the Deployment's
 * template grows, so a template that is overtaken in mid-rollout is given up at once. Scaling
 * passes may raise others (DEP-ROLL-004). */
export const onlyTheLatestTemplateGrows = always({
  id: 'deployment/only-the-latest-template-grows',
  title: 'A rollout raises only the ReplicaSet with the template that the Deployment has now',
  controller: 'Deployment',
  requirements: ['DEP-ROLL-003', 'DEP-ROLL-004'],
  needs: ['global-order'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write === undefined || write.to <= write.from) return 'irrelevant';
        const { template } = write.set.spec;
        const isWanted = couldHaveSynced(
          moment,
          write,
          ({ deployment, sets }) =>
            isSameTemplate(deployment.spec.template, template) ||
            scalingPass(deployment, sets)?.get(write.set.metadata.uid) === write.to,
        );
        if (isWanted) return 'holds';
        const deployment = moment.before.byUid('Deployment', write.deploymentUid);
        if (deployment === undefined || !isDeploymentKnown(moment, write)) return 'irrelevant';
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was raised although its template is no longer wanted`,
            expected: `only the ReplicaSet with the template of ${nameOf(deployment)} grows`,
            observed: `${write.from} → ${write.to} replicas of another template`,
          },
          [deployment],
        );
      },
    };
  },
});
