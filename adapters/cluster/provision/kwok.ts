/** Clusters of real control-plane processes on this machine, whose nodes and pods KWOK plays. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';

import type { OnProgress } from './binaries/build.ts';
import type { Binaries } from './binaries/find.ts';
import { binariesOf } from './binaries/find.ts';
import type { OwnedCluster } from './cluster-file.ts';
import { writeCluster } from './cluster-file.ts';
import { startStoppedComponents, stoppedComponents } from './components.ts';
import { cacheFolder } from './folders.ts';
import { startControlPlane } from './kwokctl.ts';
import { killComponents } from './processes.ts';
import type { Plan, Provider } from './provider.ts';
import { isServing, waitUntilServing } from './serving.ts';
import { createStorageClass, removeVolumeFolders } from './volumes.ts';

/** Control planes without containers: everything the controllers promise, in five seconds. */
export const kwokProvider: Provider = {
  versionOf: (release) => release.version,
  create: createCluster,
  async destroy(folder, cluster) {
    if (cluster) await removeVolumeFolders(cluster.kubeconfig);
    await killComponents(folder);
  },
  ailment,
  async revive(cluster) {
    await startStoppedComponents(cluster);
    await waitUntilServing(cluster.kubeconfig);
    return ailment(cluster);
  },
};

async function ailment(cluster: OwnedCluster): Promise<string | undefined> {
  const stopped = await stoppedComponents(cluster);
  if (stopped.length > 0) return `not running: ${stopped.join(', ')}`;
  return (await isServing(cluster.kubeconfig)) ? undefined : 'its API server does not answer';
}

async function createCluster(plan: Plan, onProgress: OnProgress): Promise<OwnedCluster> {
  const binaries = await binariesOf(plan.release, cacheFolder(), onProgress);
  const cluster = { ...describeCluster(plan, binaries), proxyPort: await freePort() };
  await writeCluster(plan.folder, cluster);
  await startControlPlane(plan, cluster, binaries, onProgress);
  await createStorageClass(cluster.kubeconfig);
  const running: OwnedCluster = { ...cluster, state: 'running' };
  await writeCluster(plan.folder, running);
  return running;
}

/** A port of this machine that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function describeCluster(plan: Plan, binaries: Binaries): OwnedCluster {
  const { name, release, featureGates, folder } = plan;
  const componentFolder = join(folder, 'kwok', 'clusters', name);
  return {
    format: 1,
    name,
    provider: 'kwok',
    state: 'creating',
    version: release.version,
    featureGates,
    kubeconfig: join(folder, 'kubeconfig'),
    auditLog: join(componentFolder, 'logs', 'audit.log'),
    componentFolder,
    binaries: {
      source: binaries.source,
      paths: binaries.source === 'built' ? binaries.paths : { kwokctl: binaries.kwokctl },
    },
  };
}
