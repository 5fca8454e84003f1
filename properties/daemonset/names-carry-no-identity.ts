/**
 * DS-NODE-010: a new pod is named `<set>-` and five random characters, and has no host name of its
 * own; which node it is for shows nowhere in its name.
 */
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { createdDaemon } from '../vocabulary/daemon-moments.ts';

/** A name has at most 63 characters, and five of them are random. */
const prefixMax = 58;
const randomPart = /^[bcdfghjklmnpqrstvwxz2456789]{5}$/;

export const namesCarryNoIdentity = always({
  id: 'daemonset/names-carry-no-identity',
  title: 'A new pod has a random name under that of its DaemonSet',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-010'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      const act = createdDaemon(moment);
      if (act === undefined) return 'irrelevant';
      const { name } = act.pod.metadata;
      const prefix = `${act.setName}-`.slice(0, prefixMax);
      const isRandom = name.startsWith(prefix) && randomPart.test(name.slice(prefix.length));
      if (isRandom && act.pod.spec.hostname === undefined) return 'holds';
      return violationAt(moment, {
        message: `${name} is not a random name of ${act.setName}`,
        expected: `${prefix} and five random characters, no hostname`,
        observed: `${name}, hostname ${act.pod.spec.hostname ?? 'unset'}`,
      });
    },
  }),
});
