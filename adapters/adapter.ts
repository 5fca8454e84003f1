/** The port: what plays scenarios into traces. An adapter acts and observes; it never judges. */
import type { KubernetesObject, ObjectKey } from '../specs/kubernetes.ts';
import type { Command, Fault, Millis, Scenario } from '../specs/scenario.ts';
import type { Target } from '../specs/target.ts';
import type { ChangeEvent, GapEvent } from '../specs/trace.ts';

/** Which faults an adapter can cause. */
export type Capability = Fault['fault'];

export interface Adapter {
  /** `model`, `kubeconfig`, … for traces and reports. */
  readonly name: string;
  readonly capabilities: ReadonlySet<Capability>;
  /** Budgets of one run against this target. */
  readonly budgets: Budgets;
  /** What is being tested, before any scenario is played. Throws AdapterError when unreachable. */
  describe(): Promise<Target>;
  /** Makes a world of its own for one scenario: empty but for the scenario's nodes. */
  open(scenario: Scenario): Promise<Environment>;
  /** Ends what `open` may have left and what the adapter itself holds. Idempotent. */
  close(): Promise<void>;
}

export interface Budgets {
  /** No change for this long beyond the scenario's own timers: at rest. */
  readonly quietMs: Millis;
  readonly settleDeadlineMs: Millis;
  readonly holdMs: Millis;
}

/** An observation on its way into a trace, which numbers it. */
export type Observation =
  | Omit<ChangeEvent, 'seq'>
  | Omit<GapEvent, 'seq'>;

export interface Environment {
  /** Asked for once more in the end: what it may be trusted for may depend on what was seen. */
  readonly target: Target;
  /** RFC 3339 with milliseconds: the moment from which `now()` counts. */
  readonly startedAt: string;
  /** Milliseconds since `startedAt`: virtual on the model, the wall clock's on a cluster. */
  now(): Millis;
  /** Lets time pass. Returns early when `signal` aborts. */
  wait(duration: Millis): Promise<void>;
  /** Lets time pass until nothing relevant has changed for `quiet`; false at the deadline. */
  waitForRest(quiet: Millis, deadline: Millis): Promise<boolean>;
  /** The objects of a kind as they are now, for resolving references. */
  list(kind: KubernetesObject['kind']): Promise<readonly KubernetesObject[]>;
  /** `resolved` is what the command's Ref stands for (for `plant`: its owner); absent for `create`
   * and `add-node`. */
  submit(command: Command, resolved: KubernetesObject | undefined): Promise<Outcome>;
  /** Causes a fault; `resolved` as above. */
  inject(fault: Fault, resolved: KubernetesObject | undefined): Promise<Injection>;
  /** Everything observed since the last call, in the order in which it was stored. */
  drain(): readonly Observation[];
  /** Why the environment itself is unfit to be judged, if it is. */
  unfit(): Promise<string | undefined>;
  /** Removes everything that was created, on success and on failure alike. */
  close(): Promise<void>;
}

/** How a request ended. `unknown`: it may have taken effect; `skipped`: it was never made, because
 * this target does not allow it. `ok` with a reason: there was nothing to do. */
export type Outcome =
  | { readonly phase: 'ok'; readonly resolved: ObjectKey; readonly reason?: string }
  | {
      readonly phase: 'rejected' | 'unknown' | 'skipped';
      readonly reason: string;
      /** The HTTP status of the answer, if there was one. */
      readonly code?: number;
    };

export type Injection =
  | {
      readonly phase: 'injected';
      /** Ends the fault; called once, at its time or at the end of the disturbance. */
      readonly heal?: () => Promise<void>;
    }
  | {
      readonly phase: 'skipped';
      readonly reason: string;
      /** The HTTP status of a refusal. */
      readonly code?: number;
    };

/** The environment failed, not the controllers: verdicts become inconclusive. */
export class AdapterError extends Error {
  override readonly name = 'AdapterError';
}
