/**
 * The only loop, the same for every adapter: disturb (the steps in order, faults ending at their
 * time), heal (every fault that is left), settle (until nothing moves), hold (it must stay so),
 * end.
 */
import type { ObjectKey } from '../specs/kubernetes.ts';
import { keyOf } from '../specs/kubernetes.ts';
import type { Command, Fault, Millis, Ref, Scenario, Step } from '../specs/scenario.ts';
import { commandOf, faultOf } from '../specs/scenario.ts';
import type { CommandEvent, FaultEvent, Trace, TraceEvent, TraceHeader } from '../specs/trace.ts';
import { traceFormat } from '../specs/trace.ts';
import { timersOf } from '../specs/timers.ts';
import type { Adapter, Environment } from './adapter.ts';
import { resolve } from './resolve.ts';

export interface PlayOptions {
  readonly suiteVersion: string;
  /** Ends the run early: the trace is then marked incomplete. */
  readonly signal?: AbortSignal;
  /** Sees every event as it is recorded. */
  readonly onEvent?: (event: TraceEvent) => void;
}

/** Plays a scenario on an adapter and returns what was seen. Whatever was made is removed. */
export async function play(
  scenario: Scenario,
  adapter: Adapter,
  options: PlayOptions,
): Promise<Trace> {
  const environment = await adapter.open(scenario);
  try {
    return await record(scenario, adapter, environment, options);
  } finally {
    await environment.close();
  }
}

type WithoutStamp<T> = T extends unknown ? Omit<T, 'seq' | 'at'> : never;

/** A fault that is still on, and when it is due to end. */
interface Active {
  readonly step: number;
  readonly resolved: ObjectKey | undefined;
  readonly due: Millis;
  readonly heal: () => Promise<void>;
}

async function record(
  scenario: Scenario,
  adapter: Adapter,
  environment: Environment,
  options: PlayOptions,
): Promise<Trace> {
  const events: TraceEvent[] = [];
  const active: Active[] = [];

  function append(event: TraceEvent): void {
    events.push(event);
    options.onEvent?.(event);
  }
  /** Time in a trace never runs backwards, even where an observation arrives late. */
  function stamp(at: Millis): { seq: number; at: Millis } {
    return { seq: events.length, at: Math.max(at, events.at(-1)?.at ?? at) };
  }
  function observe(): void {
    for (const observation of environment.drain()) {
      const { seq, at } = stamp(observation.at);
      append({ ...observation, seq, at });
    }
  }
  function note(event: WithoutStamp<TraceEvent>): void {
    observe();
    append({ ...stamp(environment.now()), ...event } as TraceEvent);
  }

  async function waitUntil(moment: Millis): Promise<void> {
    for (;;) {
      const next = active.toSorted((a, b) => a.due - b.due)[0];
      if (next === undefined || next.due > moment) break;
      await environment.wait(Math.max(0, next.due - environment.now()));
      await healOne(next);
    }
    await environment.wait(Math.max(0, moment - environment.now()));
  }

  async function healOne(fault: Active): Promise<void> {
    active.splice(active.indexOf(fault), 1);
    await fault.heal();
    note({ event: 'fault', step: fault.step, phase: 'healed', ...named(fault.resolved) });
  }

  async function playStep(step: Step, index: number): Promise<void> {
    await waitUntil(environment.now() + step.after);
    const command = commandOf(step);
    const fault = faultOf(step);
    if (command) await playCommand(command, index);
    if (fault) await playFault(fault, index);
    observe();
  }

  async function playCommand(command: Command, step: number): Promise<void> {
    const tell = (rest: Omit<WithoutStamp<CommandEvent>, 'event' | 'step'>) =>
      note({ event: 'command', step, ...rest });
    const ref = refOf(command);
    const target = ref && (await resolve(ref, (kind) => environment.list(kind)));
    if (ref && !target) return tell({ phase: 'skipped', reason: nothingThere(ref) });
    // An owner that something is planted for is not itself changed.
    const resolved = target && command.verb !== 'plant' ? named(keyOf(target)) : {};
    tell({ phase: 'invoked', ...resolved });
    const outcome = await environment.submit(command, target);
    observe();
    tell(outcome.phase === 'ok' ? outcome : { ...outcome, ...resolved });
  }

  async function playFault(fault: Fault, step: number): Promise<void> {
    const tell = (rest: Omit<WithoutStamp<FaultEvent>, 'event' | 'step'>) =>
      note({ event: 'fault', step, ...rest });
    if (!adapter.capabilities.has(fault.fault)) {
      return tell({ phase: 'skipped', reason: `${adapter.name} cannot cause ${fault.fault}` });
    }
    const ref = 'target' in fault ? fault.target : undefined;
    const target = ref && (await resolve(ref, (kind) => environment.list(kind)));
    if (ref && !target) return tell({ phase: 'skipped', reason: nothingThere(ref) });
    const resolved = target && keyOf(target);
    tell({ phase: 'invoked', ...named(resolved) });
    const injection = await environment.inject(fault, target);
    observe();
    if (injection.phase === 'skipped') return tell({ ...injection, ...named(resolved) });
    tell({ phase: 'injected', ...named(resolved) });
    if (!injection.heal) return;
    const due = environment.now() + ('for' in fault ? fault.for : 0);
    active.push({ step, resolved, due, heal: injection.heal });
  }

  async function run(): Promise<void> {
    note({ event: 'phase', phase: 'disturb' });
    for (const [index, step] of scenario.steps.entries()) {
      options.signal?.throwIfAborted();
      await playStep(step, index);
    }
    for (const fault of active.toSorted((a, b) => a.due - b.due)) {
      await waitUntil(fault.due);
    }
    note({ event: 'phase', phase: 'settle' });
    const { quietMs, settleDeadlineMs, holdMs } = adapter.budgets;
    const quiet = await environment.waitForRest(
      quietMs + timersOf(scenario),
      environment.now() + settleDeadlineMs,
    );
    const unfit = quiet ? undefined : await environment.unfit();
    note({ event: 'phase', phase: 'hold', quiet, ...(unfit !== undefined && { unfit }) });
    options.signal?.throwIfAborted();
    await environment.wait(holdMs);
    note({ event: 'phase', phase: 'end' });
  }

  const header = (): TraceHeader => ({
    format: traceFormat,
    suite: { version: options.suiteVersion },
    adapter: adapter.name,
    target: environment.target,
    scenario,
    startedAt: environment.startedAt,
  });
  try {
    await run();
    return { header: header(), events, footer: { complete: true } };
  } catch (error) {
    if (!isInterruption(error, options.signal)) throw error;
    observe();
    return { header: header(), events, footer: { complete: false, reason: reasonOf(error) } };
  }
}

/** An abort or a failing environment ends a trace early; anything else is a bug and is thrown. */
function isInterruption(error: unknown, signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true || (error instanceof Error && error.name === 'AdapterError');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function named(resolved: ObjectKey | undefined): { resolved?: ObjectKey } {
  return resolved === undefined ? {} : { resolved };
}

function refOf(command: Command): Ref | undefined {
  if (command.verb === 'plant') return command.owner;
  return 'target' in command ? command.target : undefined;
}

function nothingThere(ref: Ref): string {
  return `there is no ${ref.kind}${ref.of === undefined ? '' : ` of ${ref.of}`}`;
}

