/** DS-NODE-001: at rest every node that may start a pod has exactly one, Pending or not. */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { settledDaemons, wrongOnEligible } from '../vocabulary/daemon-rest.ts';
import { desiredNodes, podsFor } from '../vocabulary/daemon-steps.ts';

export const everyEligibleNodeRunsOnePod = eventually({
  id: 'daemonset/every-eligible-node-runs-one-pod',
  title: 'At rest every eligible node has exactly one pod of the DaemonSet',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-001'],
  *settled(view, context) {
    for (const sight of settledDaemons(view, context)) {
      for (const node of desiredNodes(sight)) {
        const subject = keyOf(node);
        const wrong = wrongOnEligible(sight, node);
        if (wrong === undefined) {
          yield { subject, there: true };
          continue;
        }
        yield {
          subject,
          there: false,
          expected: `one pod of ${sight.set.metadata.name} on ${node.metadata.name}`,
          observed: wrong,
          evidence: [
            view.seqOf(node),
            ...podsFor(sight, node.metadata.name).map((pod) => view.seqOf(pod)),
          ],
        };
      }
    }
  },
});
