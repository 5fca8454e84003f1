/**
 * Pods at the API server, with what admission adds to them (NL-002).
 *
 * Not modelled: defaults of fields that no requirement is about; resizing, ephemeral containers and
 * image changes of a running pod; generation of pods.
 */
import type { Pod, Toleration } from '../../../specs/kubernetes.ts';
import { isSame } from '../values.ts';
import type { KindRules, Problem } from './rules.ts';
import { checkLabelName, checkSubdomainName, invalid } from './validation.ts';

export const podRules: KindRules<Pod> = {
  isNamespaced: true,
  generation: 'nothing',
  complete(pod, before) {
    if (before !== undefined) return pod;
    const tolerations = withDefaultTolerations(pod.spec.tolerations ?? []);
    return { ...pod, spec: { restartPolicy: 'Always', ...pod.spec, tolerations } };
  },
  validate: (pod) =>
    checkSubdomainName('metadata.name', pod.metadata.name) ?? checkHostname(pod),
  validateUpdate(after, before) {
    if (isSame(after.spec, before.spec)) return undefined;
    return 'spec: Forbidden: pod updates may not change fields of the spec';
  },
  initialStatus: () => ({ phase: 'Pending' }),
};

/** A pod named after its StatefulSet must have a name that is a host name too (STS-ID-003). */
function checkHostname(pod: Pod): Problem {
  const { hostname, subdomain, nodeName } = pod.spec;
  if (hostname) {
    const problem = checkLabelName('spec.hostname', hostname);
    if (problem !== undefined) return problem;
  }
  if (subdomain) {
    const problem = checkLabelName('spec.subdomain', subdomain);
    if (problem !== undefined) return problem;
  }
  return nodeName === '' ? invalid('spec.nodeName', nodeName, 'must not be empty') : undefined;
}

const problemKeys = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'] as const;

/** NL-002: ordinary pods stay on a lost node for five minutes. */
function withDefaultTolerations(tolerations: readonly Toleration[]): readonly Toleration[] {
  const added = problemKeys
    .filter((key) => !tolerations.some((toleration) => tolerates(toleration, key)))
    .map((key): Toleration => {
      return { key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 };
    });
  return added.length === 0 ? tolerations : [...tolerations, ...added];
}

function tolerates(toleration: Toleration, key: string): boolean {
  const hasKey = toleration.key === key || !toleration.key;
  return hasKey && (toleration.effect === 'NoExecute' || !toleration.effect);
}
