/** Clusters of real kubelets in containers, for machines with Docker and kind. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';
import { stringify } from 'yaml';

import type { OnProgress } from './binaries/build.ts';
import { onPath } from './binaries/find.ts';
import type { OwnedCluster } from './cluster-file.ts';
import { writeCluster } from './cluster-file.ts';
import { ProvisionError } from './errors.ts';
import type { FeatureGates } from './feature-gates.ts';
import { auditPolicyPath } from './kwok-config.ts';
import type { Plan, Provider } from './provider.ts';
import { isServing, waitUntilServing } from './serving.ts';

/** kind's own names are shared by all users of the machine; this keeps ours apart. */
const prefix = 'plimsoll-';

/** Clusters in containers, with what kind itself needs left to kind. */
export const kindProvider: Provider = {
  versionOf: (release) => release.kindVersion,
  create: createCluster,
  async destroy(folder, cluster) {
    if (cluster === undefined) return;
    await requireKind();
    const kubeconfig = join(folder, 'kubeconfig');
    await run('kind', ['delete', 'cluster', '--name', prefix + cluster.name], kubeconfig);
  },
  ailment,
  async revive(cluster) {
    await execa('docker', ['start', controlPlaneOf(cluster.name)], { reject: false });
    await waitUntilServing(cluster.kubeconfig);
    return ailment(cluster);
  },
};

async function ailment(cluster: OwnedCluster): Promise<string | undefined> {
  return (await isServing(cluster.kubeconfig)) ? undefined : 'its API server does not answer';
}

async function createCluster(plan: Plan, onProgress: OnProgress): Promise<OwnedCluster> {
  await requireKind();
  const { name, release, featureGates, folder } = plan;
  const cluster: OwnedCluster = {
    format: 1,
    name,
    provider: 'kind',
    state: 'creating',
    version: release.kindVersion,
    featureGates,
    kubeconfig: join(folder, 'kubeconfig'),
    auditLog: join(folder, 'audit', 'audit.log'),
  };
  await writeCluster(folder, cluster);
  await mkdir(join(folder, 'audit'));
  const config = join(folder, 'kind.yaml');
  await writeFile(config, kindConfigOf(featureGates, join(folder, 'audit')));
  onProgress(`${name}: kind makes Kubernetes ${release.kindVersion} (may pull its image first)`);
  const image = `kindest/node:v${release.kindVersion}`;
  const names = ['--name', prefix + name, '--image', image, '--config', config];
  const started = performance.now();
  await run('kind', ['create', 'cluster', ...names, '--wait', '180s'], cluster.kubeconfig);
  onProgress(`${name}: ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const running: OwnedCluster = { ...cluster, state: 'running' };
  await writeCluster(folder, running);
  return running;
}

/** One control plane, two workers, and an audit log on the host as KWOK clusters have it. */
export function kindConfigOf(featureGates: FeatureGates, auditFolder: string): string {
  const policy = '/etc/kubernetes/plimsoll/audit-policy.yaml';
  const log = '/var/log/plimsoll';
  // Without an apiVersion kind converts these arguments to whatever kubeadm's own form is.
  const patch = {
    kind: 'ClusterConfiguration',
    apiServer: {
      extraArgs: {
        'audit-policy-file': policy,
        'audit-log-path': `${log}/audit.log`,
        'audit-log-maxsize': '1000000',
      },
      extraVolumes: [
        { name: 'audit-policy', hostPath: policy, mountPath: policy, readOnly: true },
        { name: 'audit-log', hostPath: log, mountPath: log },
      ],
    },
  };
  return stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    featureGates,
    kubeadmConfigPatches: [stringify(patch)],
    nodes: [
      {
        role: 'control-plane',
        extraMounts: [
          { hostPath: auditPolicyPath, containerPath: policy, readOnly: true },
          { hostPath: auditFolder, containerPath: log },
        ],
      },
      { role: 'worker' },
      { role: 'worker' },
    ],
  });
}

async function requireKind(): Promise<void> {
  const missing = [];
  for (const program of ['docker', 'kind']) {
    if ((await onPath(program)) === undefined) missing.push(`no \`${program}\` on PATH`);
  }
  if (missing.length === 0) {
    const engine = await execa('docker', ['version'], { reject: false, all: true });
    if (!engine.failed) return;
    missing.push(`\`docker version\` fails: ${engine.all.split('\n').at(-1)}`);
  }
  throw new ProvisionError('preflight', {
    what: 'kind cannot make clusters here.',
    expected: 'kind 0.30 or later on PATH, and a Docker engine that runs',
    found: missing.join('\n'),
    next: [
      'install kind from https://kind.sigs.k8s.io/ and start Docker, or leave',
      '`--provider kind` out: the default needs no container engine',
    ].join('\n'),
  });
}

async function run(program: string, args: readonly string[], kubeconfig: string): Promise<void> {
  const result = await execa(program, args, {
    env: { KUBECONFIG: kubeconfig },
    reject: false,
    all: true,
  });
  if (!result.failed) return;
  throw new ProvisionError('failed', {
    what: `${program} ${args.slice(0, 2).join(' ')} failed.`,
    expected: 'exit code 0',
    found: (result.all || result.shortMessage || '').split('\n').slice(-15).join('\n'),
    next: 'plimsoll cluster down removes what is left of it',
  });
}

function controlPlaneOf(name: string): string {
  return `${prefix}${name}-control-plane`;
}
