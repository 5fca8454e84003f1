/**
 * STS-ID-006: the next pod of an ordinal has the same name, hostname, subdomain, index and claims
 * as the former one, wherever it runs. Judged between pods of one set (by uid), whose service name
 * and claim templates cannot change.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { claimNameIn, claimsFor } from '../vocabulary/claims.ts';
import { podIndexLabel } from '../vocabulary/ordinals.ts';
import type { Act } from '../vocabulary/stateful-moments.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

interface Former {
  readonly identity: string;
  readonly seq: number;
}

export const identityOutlivesThePod = always({
  id: 'statefulset/identity-outlives-the-pod',
  title: 'The next pod of an ordinal has the identity of the former one',
  controller: 'StatefulSet',
  requirements: ['STS-ID-006'],
  on: ['Pod'],
  monitor: () => {
    const formers = new Map<string, Former>();
    return {
      change: (moment) => {
        const act = createdPod(moment);
        if (act?.ordinal === undefined || act.set === undefined) return 'irrelevant';
        const key = `${act.setUid}/${act.ordinal}`;
        const former = formers.get(key);
        const identity = identityOf(act);
        formers.set(key, { identity, seq: moment.event.seq });
        if (former === undefined) return 'irrelevant';
        if (former.identity === identity) return 'holds';
        return violationAt(moment, {
          message: `${act.pod.metadata.name} came back as somebody else`,
          expected: former.identity,
          observed: identity,
          evidence: [former.seq],
        });
      },
    };
  },
});

function identityOf({ pod, set, ordinal }: Act): string {
  const { hostname, subdomain } = pod.spec;
  const claims = set && ordinal !== undefined ? claimsFor(set, ordinal) : [];
  return [
    `name ${pod.metadata.name}`,
    `hostname ${hostname ?? 'unset'}`,
    `subdomain ${subdomain ?? 'unset'}`,
    `index ${pod.metadata.labels?.[podIndexLabel] ?? 'unset'}`,
    ...claims.map(({ template }) => `${template} ${claimOf(pod, template)}`),
  ].join(', ');
}

function claimOf(pod: Pod, template: string): string {
  return claimNameIn(pod, template) ?? 'without a claim';
}
