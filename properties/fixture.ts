/**
 * Mini-traces for the properties' tests: a fluent builder in which every default is harmless, so
 * that what a test sets is what matters. Only tests import it.
 */
import type { Kind, KubernetesObject, Pod } from '../specs/kubernetes.ts';
import { apiVersions, timestampOf } from '../specs/kubernetes.ts';
import type { FeatureGate } from '../specs/features.ts';
import { featuresOf } from '../specs/features.ts';
import type { Command, Fault, Millis, Step } from '../specs/scenario.ts';
import type { Guarantee, Target } from '../specs/target.ts';
import type { Actor, CommandEvent, Trace, TraceEvent } from '../specs/trace.ts';
import { judge } from './judge.ts';
import type { Moment, Monitor, MonitorContext, Property } from './property.ts';
import type { Sketch } from './sketch.ts';
import { drawUp, mergeSketch } from './sketch.ts';
import type { Judgement } from './verdict.ts';

/** 2026-01-01, when every mini-trace starts. */
const epochMs = Date.parse('2026-01-01T00:00:00.000Z');

/** Builds a trace event by event; time stands still until `wait`. */
export interface MiniTrace {
  /** Lets virtual time pass before the next event. */
  wait(ms: Millis): MiniTrace;
  /** A new object; its uid is `<kind>-<name>-<n>` unless the sketch says otherwise. */
  add<K extends Kind>(kind: K, name: string, sketch?: Sketch<K>, actor?: Actor): MiniTrace;
  /** A new version of the live object of that name: top-level parts are merged one level deep. */
  change<K extends Kind>(kind: K, name: string, sketch: Sketch<K>, actor?: Actor): MiniTrace;
  /** Sets deletionTimestamp. */
  terminate(kind: Kind, name: string, actor?: Actor): MiniTrace;
  remove(kind: Kind, name: string, actor?: Actor): MiniTrace;
  /** Accepted unless `answer` says otherwise. */
  command(
    command: Command,
    target?: { readonly kind: Kind; readonly name: string },
    answer?: Pick<CommandEvent, 'phase' | 'code' | 'reason'>,
  ): MiniTrace;
  /** With a code, the API server refuses it. */
  fault(
    fault: Fault,
    target?: { readonly kind: Kind; readonly name: string },
    code?: number,
  ): MiniTrace;
  /** The fault that was told last has ended. */
  heal(): MiniTrace;
  gap(kind: Kind): MiniTrace;
  /** settle and hold, at rest (or not). */
  rest(quiet?: boolean): MiniTrace;
  /** The object as the trace left it, for owner references: `owner('StatefulSet', 'web')`. */
  uidOf(kind: Kind, name: string): string;
  build(): Trace;
  judge(property: Property): Judgement;
}

export interface MiniOptions {
  readonly version?: string;
  readonly stalenessMs?: Millis;
  readonly guarantees?: readonly Guarantee[];
  readonly clockToleranceMs?: Millis;
  readonly features?: Partial<Record<FeatureGate, boolean>>;
}

/** Starts an empty mini-trace of a target like the model's, with no staleness unless asked for. */
export function miniTrace(options: MiniOptions = {}): MiniTrace {
  const version = options.version ?? '1.36';
  const target: Target = {
    version,
    features: [...featuresOf(version, options.features)],
    guarantees: options.guarantees ?? [
      'complete-history',
      'global-order',
      'actors',
      'virtual-time',
    ],
    stalenessMs: options.stalenessMs ?? 0,
    clockToleranceMs: options.clockToleranceMs ?? 0,
  };
  const events: TraceEvent[] = [];
  const live = new Map<string, KubernetesObject>();
  const known = new Map<string, string>();
  let at = 0;
  let revision = 0;
  const steps: Step[] = [];
  let births = 0;

  const stamp = () => ({ seq: events.length, at });
  const keyFor = (kind: Kind, name: string) => `${kind}/${name}`;

  function store(
    change: 'ADDED' | 'MODIFIED' | 'DELETED',
    object: KubernetesObject,
    actor: Actor | undefined,
  ): void {
    revision += 1;
    const stored = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(revision) },
    } as KubernetesObject;
    const key = keyFor(object.kind, object.metadata.name);
    if (change === 'DELETED') live.delete(key);
    else live.set(key, stored);
    known.set(key, object.metadata.uid);
    events.push({
      ...stamp(),
      event: 'change',
      change,
      object: stored,
      revision,
      ...(actor !== undefined && { actor }),
    });
  }

  function current(kind: Kind, name: string): KubernetesObject {
    const object = live.get(keyFor(kind, name));
    if (object === undefined) throw new Error(`the mini-trace has no live ${kind}/${name}`);
    return object;
  }

  function resolved(target_?: { readonly kind: Kind; readonly name: string }) {
    return target_ === undefined
      ? {}
      : { resolved: { ...target_, uid: uidOf(target_.kind, target_.name) } };
  }

  function uidOf(kind: Kind, name: string): string {
    const uid = known.get(keyFor(kind, name));
    if (uid === undefined) throw new Error(`the mini-trace never had ${kind}/${name}`);
    return uid;
  }

  const trace: MiniTrace = {
    wait(ms) {
      at += ms;
      return trace;
    },
    add(kind, name, sketch, actor) {
      births += 1;
      const uid = `${kind.toLowerCase()}-${name}-${births}`;
      store('ADDED', drawUp(kind, name, uid, epochMs + at, sketch ?? {}), actor);
      return trace;
    },
    change(kind, name, sketch, actor) {
      store('MODIFIED', mergeSketch(current(kind, name), sketch), actor);
      return trace;
    },
    terminate(kind, name, actor) {
      const object = current(kind, name);
      const deletionTimestamp = timestampOf(epochMs + at);
      store('MODIFIED', mergeSketch(object, { metadata: { deletionTimestamp } }), actor);
      return trace;
    },
    remove(kind, name, actor) {
      store('DELETED', current(kind, name), actor);
      return trace;
    },
    command(command, target_, answer = { phase: 'ok' }) {
      const step = steps.length;
      events.push({ ...stamp(), event: 'command', step, phase: 'invoked', ...resolved(target_) });
      events.push({ ...stamp(), event: 'command', step, ...answer, ...resolved(target_) });
      steps.push({ after: 0, command });
      return trace;
    },
    fault(fault, target_, code) {
      const step = steps.length;
      events.push({ ...stamp(), event: 'fault', step, phase: 'invoked', ...resolved(target_) });
      const answer =
        code === undefined
          ? ({ phase: 'injected' } as const)
          : ({ phase: 'skipped', reason: 'refused', code } as const);
      events.push({ ...stamp(), event: 'fault', step, ...answer, ...resolved(target_) });
      steps.push({ after: 0, fault });
      return trace;
    },
    heal() {
      const step = steps.length - 1;
      events.push({ ...stamp(), event: 'fault', step, phase: 'healed' });
      return trace;
    },
    gap(kind) {
      events.push({ ...stamp(), event: 'gap', kind, reason: '410 Gone' });
      return trace;
    },
    rest(quiet = true) {
      events.push({ ...stamp(), event: 'phase', phase: 'settle' });
      events.push({ ...stamp(), event: 'phase', phase: 'hold', quiet });
      return trace;
    },
    uidOf,
    build() {
      const end: TraceEvent = { ...stamp(), event: 'phase', phase: 'end' };
      return {
        header: {
          format: 1,
          suite: { version: '0.0.0' },
          adapter: 'mini',
          target,
          scenario: { format: 1, seed: 0, nodes: [], steps: [...steps] },
          startedAt: new Date(epochMs).toISOString(),
        },
        events: [...events, end],
        footer: { complete: true },
      };
    },
    judge(property) {
      const judgement = judge(trace.build(), [property]).get(property.id);
      if (judgement === undefined) throw new Error(`${property.id} was not judged`);
      return judgement;
    },
  };
  return trace;
}

/** The owner reference that names an object of the mini-trace as controller. */
export function ownedByObject(kind: Kind, name: string, uid: string) {
  return [
    { apiVersion: apiVersions[kind], kind, name, uid, controller: true, blockOwnerDeletion: true },
  ] as const;
}

/** The status of a pod that is Running and Ready since `atMs` of the trace. */
export function readyStatus(atMs: Millis = 0): Pod['status'] {
  return {
    phase: 'Running',
    conditions: [
      { type: 'Ready', status: 'True', lastTransitionTime: timestampOf(epochMs + atMs) },
    ],
  };
}

/** Shows a mini-trace to a part of the vocabulary as a monitor would see it: every change of these
 * kinds to `change`, everything else to `other`. */
export function show(
  trace: MiniTrace,
  on: readonly Kind[],
  start: (context: MonitorContext) => {
    readonly change?: (moment: Moment) => unknown;
    readonly other?: (...shown: Parameters<NonNullable<Monitor['other']>>) => unknown;
  },
): void {
  trace.judge({
    id: 'test/show',
    title: 'Nothing is said',
    controller: 'Deployment',
    requirements: ['TEST-001'],
    expectation: 'always',
    on,
    monitor: (context) => {
      const { change, other } = start(context);
      return {
        change: (moment) => (change?.(moment), 'irrelevant'),
        other: (event, view) => (other?.(event, view), 'irrelevant'),
      };
    },
  });
}
