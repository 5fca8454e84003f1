/**
 * DS-NODE-001 for a DaemonSet that took over the name of one that was deleted: nothing that was
 * still awaited of its predecessor may keep it from putting its pods on the nodes.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { everySettledDaemon, wrongOnEligible } from '../vocabulary/daemon-rest.ts';
import { desiredNodes } from '../vocabulary/daemon-steps.ts';
import { isRecreated } from '../vocabulary/namesakes.ts';

export const aRecreatedSetStartsAnew = eventually({
  id: 'daemonset/a-recreated-set-starts-anew',
  title: 'At rest a re-created DaemonSet has exactly one pod on every eligible node',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-001'],
  *settled(view, context) {
    for (const sight of everySettledDaemon(view)) {
      const { name } = sight.set.metadata;
      if (!isRecreated(context, 'DaemonSet', name)) continue;
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
          expected: `one pod of ${name} on ${node.metadata.name}`,
          observed: wrong,
          evidence: [view.seqOf(sight.set)],
        };
      }
    }
  },
});
