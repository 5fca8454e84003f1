/** Stops and starts the controller manager of an owned cluster. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AdapterError } from '../adapter.ts';
import { askComponent } from './component-endpoints.ts';
import type { OwnedCluster } from './provision/cluster-file.ts';
import { signalComponent, startComponent } from './provision/components.ts';

/** Kills the controllers at once; the returned function starts them again. Environments share the
 * process: it stays down until the last of them wants it back. */
export type ControllerStopper = () => Promise<() => Promise<void>>;

const component = 'kube-controller-manager';
/** It serves within two seconds; a busy machine may need a while. */
const startDeadlineMs = 60_000;

/** For one cluster; undefined where its processes are not ours. */
export function controllerStopper(cluster: OwnedCluster): ControllerStopper | undefined {
  if (cluster.componentFolder === undefined) return undefined;
  let down = 0;
  let busy: Promise<void> = Promise.resolve();

  /** One change at a time, in the order in which they were asked for. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = busy.then(work);
    busy = turn.catch(() => undefined);
    return turn;
  }

  async function stop(): Promise<void> {
    down += 1;
    await signalComponent(cluster, component, 'SIGKILL');
  }

  async function start(): Promise<void> {
    down -= 1;
    if (down > 0) return;
    await startComponent(cluster, component);
    const end = Date.now() + startDeadlineMs;
    while ((await askComponent(cluster, component, '/healthz')) === undefined) {
      if (Date.now() > end) {
        throw new AdapterError(`the ${component} of "${cluster.name}" did not start again`);
      }
      await sleep(50);
    }
  }

  return async () => {
    await inTurn(stop);
    return () => inTurn(start);
  };
}
