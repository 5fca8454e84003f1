/** One scenario on a cluster: acts in its world, and tells what was observed of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { NodeShape } from '../../specs/scenario.ts';
import type { Budgets, Environment } from '../adapter.ts';
import { AdapterError } from '../adapter.ts';
import { waitForRest } from './at-rest.ts';
import type { CommandContext } from './commands.ts';
import { submitCommand } from './commands.ts';
import type { Troublemaker } from './api-proxy/ask.ts';
import type { ControllerStopper } from './controllers.ts';
import { StatusError, TransportError } from './errors.ts';
import { injectFault } from './faults.ts';
import { ailmentOf } from './health.ts';
import { createNode } from './nodes.ts';
import type { Watching } from './watch.ts';
import type { World, WorldPlan } from './world.ts';
import { disposeWorld, makeWorld } from './world.ts';

export interface EnvironmentOptions extends WorldPlan {
  readonly budgets: Budgets;
  readonly stopControllers: ControllerStopper | undefined;
  readonly makeTrouble: Troublemaker | undefined;
  /** Called once everything that the environment holds has been given back. */
  readonly onClosed: () => void;
}

/** References are resolved from what was complete at most this long ago. */
const freshMs = 50;
const nodesAreGiven = 'the nodes of this cluster are used as they are';

/** Makes the world of a scenario; whatever was made of it is removed again if that fails. */
export async function openEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const watches: Watching[] = [];
  const unhealed = rememberUnhealed();
  const stopControllers = unhealed.watch(options.stopControllers);
  const makeTrouble = unhealed.watch(options.makeTrouble);
  // What a failing API server keeps from being removed, the end of the whole run tries once more.
  const close = async () => {
    await unhealed.heal().catch(() => undefined);
    await disposeWorld(options, watches).catch(() => undefined);
    options.onClosed();
  };
  try {
    const world = await makeWorld(options, watches);
    return environmentIn(world, { ...options, stopControllers, makeTrouble }, close);
  } catch (error) {
    await close();
    throw asAdapterError(error);
  }
}

/** A scenario that is cut off heals nothing; its cluster must get its controllers back even so. */
function rememberUnhealed() {
  const cures = new Set<() => Promise<void>>();
  return {
    /** The same fault, whose cure is not forgotten. */
    watch<A extends readonly unknown[]>(
      cause: ((...how: A) => Promise<() => Promise<void>>) | undefined,
    ) {
      return (
        cause &&
        (async (...how: A) => {
          const cure = await cause(...how);
          cures.add(cure);
          return async () => {
            if (cures.delete(cure)) await cure();
          };
        })
      );
    },
    async heal(): Promise<void> {
      for (const cure of cures) await cure();
      cures.clear();
    },
  };
}

function environmentIn(
  world: World,
  options: EnvironmentOptions,
  close: () => Promise<void>,
): Environment {
  const { connection, namespace, budgets, givenPool, stopControllers, makeTrouble } = options;
  const { rest, settings } = connection;
  const commands = commandContextOf(world, options);
  let caughtUpAt = Number.NEGATIVE_INFINITY;
  let closing: Promise<void> | undefined;

  async function catchUp(): Promise<void> {
    await guarded(world.catchUp());
    caughtUpAt = world.now();
  }

  return {
    get target() {
      return world.target();
    },
    startedAt: new Date(world.epoch).toISOString(),
    now: world.now,
    async wait(duration) {
      await sleep(duration);
      // Whatever follows (a step, the end of a fault, the end) has its place in the trace after all
      // that was stored before it.
      await catchUp();
    },
    waitForRest(quiet, deadline) {
      // Where KWOK plays the pods, whatever they wait for is written in them (see due.ts).
      const enough = givenPool === undefined ? Math.min(quiet, budgets.quietMs) : quiet;
      const { timeoutScale } = settings;
      return guarded(waitForRest(world, { quiet: enough, timeoutScale }, deadline));
    },
    async list(kind) {
      if (world.now() - caughtUpAt > freshMs) await catchUp();
      return world.objects(kind);
    },
    submit: (command, resolved) => guarded(submitCommand(commands, command, resolved)),
    async inject(fault, resolved) {
      const context = { rest, namespace, stopControllers, makeTrouble };
      const injection = await guarded(injectFault(context, fault, resolved));
      if (injection.phase === 'skipped' || injection.heal === undefined) return injection;
      const { heal } = injection;
      return { phase: 'injected', heal: () => guarded(heal()) };
    },
    drain: world.observer.drain,
    unfit: () => guarded(ailmentOf(rest, connection.owned)),
    close: () => (closing ??= close()),
  };
}

function commandContextOf(world: World, options: EnvironmentOptions): CommandContext {
  const { connection, namespace, scenario, givenPool } = options;
  const pool = { namespace, labels: world.labels };
  let nodesMade = scenario.nodes.length;
  return {
    rest: connection.rest,
    placement: world.placement,
    nodesAreGiven: givenPool === undefined ? undefined : nodesAreGiven,
    addNode(shape: NodeShape) {
      nodesMade += 1;
      return createNode(connection.rest, pool, shape, nodesMade - 1, 'user');
    },
  };
}

/** What goes wrong between the suite and the cluster is the environment's failure. */
async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asAdapterError(error);
  }
}

function asAdapterError(error: unknown): unknown {
  if (!(error instanceof StatusError) && !(error instanceof TransportError)) return error;
  return new AdapterError(error.message, { cause: error });
}
