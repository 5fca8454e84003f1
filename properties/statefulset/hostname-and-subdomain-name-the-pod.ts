/** STS-ID-003: a new pod's hostname is its name, its subdomain the set's `serviceName`. */
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

export const hostnameAndSubdomainNameThePod = always({
  id: 'statefulset/hostname-and-subdomain-name-the-pod',
  title: "A new pod's hostname is its name and its subdomain the set's service",
  controller: 'StatefulSet',
  requirements: ['STS-ID-003'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      const act = createdPod(moment);
      if (act?.ordinal === undefined) return 'irrelevant';
      const { name } = act.pod.metadata;
      const { hostname, subdomain } = act.pod.spec;
      const service = act.set ? (act.set.spec.serviceName ?? '') : (subdomain ?? '');
      if (hostname === name && (subdomain ?? '') === service) return 'holds';
      return violationAt(moment, {
        message: `${name} does not have its own host name`,
        expected: `hostname ${name}, subdomain ${service}`,
        observed: `hostname ${hostname ?? 'unset'}, subdomain ${subdomain ?? 'unset'}`,
      });
    },
  }),
});
