/** Kinds about which the API server has little to say: claims, revisions and nodes. */
import type {
  ControllerRevision,
  Node,
  PersistentVolumeClaim,
} from '../../../specs/kubernetes.ts';
import { isSame } from '../values.ts';
import type { KindRules } from './rules.ts';
import { checkSubdomainName, invalid } from './validation.ts';

/** Keeps a claim alive while a pod uses it (STS-PVC-010). */
export const claimProtectionFinalizer = 'kubernetes.io/pvc-protection';

export const claimRules: KindRules<PersistentVolumeClaim> = {
  isNamespaced: true,
  generation: 'nothing',
  complete(claim, before) {
    const finalizers = claim.metadata.finalizers ?? [];
    if (before !== undefined || finalizers.includes(claimProtectionFinalizer)) return claim;
    const metadata = { ...claim.metadata, finalizers: [...finalizers, claimProtectionFinalizer] };
    return { ...claim, metadata };
  },
  validate: (claim) => checkSubdomainName('metadata.name', claim.metadata.name),
  validateUpdate(after, before) {
    const { volumeName } = before.spec;
    if (volumeName === undefined || after.spec.volumeName === volumeName) return undefined;
    return invalid('spec.volumeName', after.spec.volumeName, 'a bound claim keeps its volume');
  },
  initialStatus: () => ({ phase: 'Pending' }),
};

export const revisionRules: KindRules<ControllerRevision> = {
  isNamespaced: true,
  generation: 'nothing',
  complete: (revision) => revision,
  validate: (revision) => checkSubdomainName('metadata.name', revision.metadata.name),
  validateUpdate(after, before) {
    if (isSame(after.data, before.data)) return undefined;
    return invalid('data', '<omitted>', 'field is immutable');
  },
};

export const nodeRules: KindRules<Node> = {
  isNamespaced: false,
  generation: 'nothing',
  complete: (node) => node,
  validate: (node) => checkSubdomainName('metadata.name', node.metadata.name),
  validateUpdate: () => undefined,
  // A kubelet registers its node together with the status.
  initialStatus: (sent) => sent.status ?? {},
};
