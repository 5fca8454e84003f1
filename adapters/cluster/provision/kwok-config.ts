/**
 * The configuration with which kwokctl makes a cluster. A file instead of flags: kwokctl 0.8.0
 * loses count when `--extra-args` names a second component twice.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { stringify } from 'yaml';

import type { BinaryPaths } from './binaries/find.ts';
import type { FeatureGates } from './feature-gates.ts';
import { formatFeatureGates } from './feature-gates.ts';
import { fakeNodeAnnotation, nodeDownLabel } from './play-contract.ts';

/** The policy that makes the audit log say who wrote what. */
export const auditPolicyPath = join(import.meta.dirname, 'audit-policy.yaml');

const stagesFolder = join(import.meta.dirname, 'stages');

export interface KwokConfigRequest {
  readonly version: string;
  readonly featureGates: FeatureGates;
  /** Where the controllers and the scheduler reach the API server; absent: directly. */
  readonly proxyPort?: number | undefined;
  /** Left out where kwokctl downloads the official programs. */
  readonly paths?: BinaryPaths;
}

/** All documents of the file: the cluster's options, KWOK's own, and the Stages, which take the
 * place of KWOK's default ones so that no pod gets ready by itself. */
export function kwokConfigOf(request: KwokConfigRequest): string {
  return [stringify(clusterOptions(request)), stringify(kwokOptions), ...stageDocuments()].join(
    '---\n',
  );
}

/** The Stages as they are written in `stages/`, one document each. */
export function stageDocuments(): readonly string[] {
  return readdirSync(stagesFolder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => readFileSync(join(stagesFolder, file), 'utf8'));
}

function clusterOptions({ version, featureGates, proxyPort, paths }: KwokConfigRequest) {
  const gates = formatFeatureGates(featureGates);
  return {
    apiVersion: 'config.kwok.x-k8s.io/v1alpha1',
    kind: 'KwokctlConfiguration',
    options: {
      runtime: 'binary',
      kubeVersion: `v${version}`,
      kubeAuditPolicy: auditPolicyPath,
      // The suite is on the same machine, and nobody else is to reach an etcd without a password.
      bindAddress: '127.0.0.1',
      // Real lease timing, and no client that waits for its turn.
      heartbeatFactor: 1,
      disableQPSLimits: true,
      ...(gates && { kubeFeatureGates: gates }),
      ...(paths && {
        etcdBinary: paths.etcd,
        kubeApiserverBinary: paths['kube-apiserver'],
        kubeControllerManagerBinary: paths['kube-controller-manager'],
        kubeSchedulerBinary: paths['kube-scheduler'],
        kubectlBinary: paths.kubectl,
        kwokControllerBinary: paths.kwok,
      }),
    },
    componentsPatches: componentPatches(proxyPort),
  };
}

const componentPatches = (proxyPort: number | undefined) => [
  // Nothing here outlives the machine, so etcd need not wait for the disk.
  { name: 'etcd', extraArgs: [{ key: 'unsafe-no-fsync', value: 'true' }] },
  // One file for the whole life of a cluster: who follows it need not know about rotation.
  { name: 'kube-apiserver', extraArgs: [{ key: 'audit-log-maxsize', value: '1000000' }] },
  {
    name: 'kube-controller-manager',
    extraArgs: [
      { key: 'enable-hostpath-provisioner', value: 'true' },
      // Every controller under its own name, which the audit log then tells.
      { key: 'use-service-account-credentials', value: 'true' },
      // There is one of it, and a restarted one must not wait for the lease of the killed one.
      { key: 'leader-elect', value: 'false' },
      ...through(proxyPort),
    ],
  },
  {
    name: 'kube-scheduler',
    extraArgs: [{ key: 'leader-elect', value: 'false' }, ...through(proxyPort)],
  },
  {
    name: 'kwok-controller',
    extraArgs: [{ key: 'manage-all-nodes', value: 'false', override: true }],
  },
];

/** Stands above the kubeconfig. */
function through(proxyPort: number | undefined) {
  return proxyPort === undefined
    ? []
    : [{ key: 'master', value: `https://127.0.0.1:${proxyPort}` }];
}

const kwokOptions = {
  apiVersion: 'config.kwok.x-k8s.io/v1alpha1',
  kind: 'KwokConfiguration',
  options: {
    manageAllNodes: false,
    manageNodesWithAnnotationSelector: `${fakeNodeAnnotation.key}=${fakeNodeAnnotation.value}`,
    manageNodesWithLabelSelector: `!${nodeDownLabel}`,
    // kwokctl writes what is not said here as zero, which KWOK then refuses.
    podPlayStageParallelism: 16,
    nodePlayStageParallelism: 4,
    nodeLeaseParallelism: 4,
    podsOnNodeSyncParallelism: 4,
    cidr: '10.0.0.0/16',
  },
};
