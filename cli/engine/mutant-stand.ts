/** Where real mutants are measured: builds them one after the other, and makes each in turn the
 * controller manager of an empty control plane, beside a sound one to compare with. */
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { cleanCluster } from '../../adapters/cluster/clean.ts';
import { askComponent } from '../../adapters/cluster/component-endpoints.ts';
import type { Built } from '../../adapters/cluster/provision/binaries/mutated.ts';
import { mutatedControllerManager } from '../../adapters/cluster/provision/binaries/mutated.ts';
import type { OwnedCluster } from '../../adapters/cluster/provision/cluster-file.ts';
import { cacheFolder } from '../../adapters/cluster/provision/folders.ts';
import { down, up } from '../../adapters/cluster/provision/provision.ts';
import { swapComponent } from '../../adapters/cluster/provision/swap.ts';
import { releaseOf } from '../../adapters/cluster/provision/versions.ts';
import { AdapterError } from '../../adapters/adapter.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { HuntNote, HuntResult, HuntTask } from './hunt-tasks.ts';
import { rehearseFor } from './hunt-tasks.ts';
import type { Measured } from './measured.ts';
import { createPool } from './pool.ts';
import type { RealMutant } from './real-mutants.ts';
import { keyOf, mutatedVersion } from './real-mutants.ts';
import type { Rehearsal } from './rehearse.ts';

export interface StandOptions {
  readonly seed: number;
  readonly lanes: number;
  readonly limitMs: Millis;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}

export interface Stand {
  /** Begins to build these, in this order, while others are measured. */
  prepare(mutants: readonly RealMutant[]): void;
  built(mutant: RealMutant): Promise<Built>;
  /** Measures one mutant; `slot` tells apart those that are measured at the same time. */
  measure(mutant: RealMutant, slot: number): Promise<Measured>;
  /** Takes the clusters down. */
  close(): Promise<void>;
}

const component = 'kube-controller-manager';
const startDeadlineMs = 60_000;
const cleanDeadlineMs = 30_000;

/** A stand without any cluster yet. */
export function createStand(options: StandOptions): Stand {
  const { seed, lanes, limitMs, signal, onProgress } = options;
  const builds = new Map<string, Promise<Built>>();
  const rehearsals = new Map<WorkloadKind, Promise<Rehearsal>>();
  const clusters = new Set<string>();
  const starting = pLimit(1);
  let lastBuild: Promise<unknown> = Promise.resolve();

  function built(mutant: RealMutant): Promise<Built> {
    const known = builds.get(mutant.id);
    if (known !== undefined) return known;
    const build = lastBuild.then(() => {
      signal.throwIfAborted();
      const release = releaseOf(mutatedVersion);
      return mutatedControllerManager(mutant, release, cacheFolder(), onProgress);
    });
    lastBuild = build.catch(() => undefined);
    builds.set(mutant.id, build);
    return build;
  }

  function rehearsed(kind: WorkloadKind, kubeconfig: string): Promise<Rehearsal> {
    const known = rehearsals.get(kind);
    if (known !== undefined) return known;
    onProgress(`rehearsing scenarios of ${kind}s on the model`);
    const rehearsal = rehearseFor(kind, mutatedVersion, kubeconfig, seed, lanes);
    rehearsals.set(kind, rehearsal);
    return rehearsal;
  }

  async function clusterFor({ gates }: RealMutant, ...name: readonly string[]) {
    const featureGates = Object.fromEntries(gates.map((gate) => [gate, true]));
    const full = ['mutants', ...name].join('-');
    clusters.add(full);
    const request = { name: full, kubernetes: mutatedVersion, featureGates };
    // One at a time: two that start at the same moment choose the same ports.
    return starting(() => up(request).catch(() => up(request)));
  }

  async function measure(mutant: RealMutant, slot: number): Promise<Measured> {
    const { path, seconds: buildSeconds } = await built(mutant);
    const changed = mutant.gates.length > 0 ? ['gates'] : [];
    const sound = await clusterFor(mutant, String(slot), 'sound', ...changed);
    const cluster = await emptied(() => clusterFor(mutant, String(slot), ...changed));
    await swapComponent(cluster, component, path);
    await waitForControllers(cluster);
    const rehearsal = await rehearsed(mutant.controller, sound.kubeconfig);
    const hunted = await inThread({
      controller: mutant.controller,
      version: mutatedVersion,
      mutant: cluster.kubeconfig,
      sound: sound.kubeconfig,
      seed,
      rehearsal,
      lanes,
      limitMs,
    });
    return { key: keyOf(mutant), ...plain(hunted), buildSeconds: round(buildSeconds) };
  }

  async function inThread(task: HuntTask): Promise<HuntResult> {
    const pool = createPool<HuntTask, HuntResult, HuntNote>({ script: 'hunt-worker', workers: 1 });
    const end = () => void pool.close();
    signal.addEventListener('abort', end, { once: true });
    try {
      return await pool.run(task, ({ failing, title }) => {
        onProgress(`  ${failing.join(', ')} failed in "${title}": trying again`);
      });
    } finally {
      signal.removeEventListener('abort', end);
      await pool.close();
    }
  }

  return {
    prepare(mutants) {
      for (const mutant of mutants) built(mutant).catch(() => undefined);
    },
    built,
    measure,
    async close() {
      await Promise.all([...clusters].map((name) => down(name)));
    },
  };
}

function plain({ seconds, ...hunted }: HuntResult) {
  const { by, doubtful, ...rest } = hunted;
  return { ...rest, by: [...by], doubtful: [...doubtful], seconds: round(seconds) };
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

/** What the last mutant left behind is removed; a cluster that cannot be emptied is made anew. */
async function emptied(make: () => Promise<OwnedCluster>): Promise<OwnedCluster> {
  const cluster = await make();
  const left = await cleanCluster({ kubeconfig: cluster.kubeconfig }, cleanDeadlineMs).then(
    ({ leftovers }) => leftovers.length,
    () => 1,
  );
  if (left === 0) return cluster;
  await down(cluster.name);
  return make();
}

async function waitForControllers(cluster: OwnedCluster): Promise<void> {
  const end = Date.now() + startDeadlineMs;
  while ((await askComponent(cluster, component, '/healthz')) === undefined) {
    if (Date.now() > end) throw new AdapterError(`the mutant of "${cluster.name}" does not start`);
    await sleep(100);
  }
}
