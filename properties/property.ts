/** What a property is, and the three constructors: `always`, `eventually`, `sometimes`. */
import type { Feature } from '../specs/features.ts';
import type { Kind, ObjectKey, WorkloadKind } from '../specs/kubernetes.ts';
import type { Guarantee, Target } from '../specs/target.ts';
import type { ChangeEvent, TraceEvent, TraceHeader } from '../specs/trace.ts';
import type { PropertyId, Violation } from './verdict.ts';
import type { ClusterView, Watched } from './view.ts';

/** What a property needs of its target before it says anything. */
export type Need = Feature | Guarantee | `!${Feature}`;

interface PropertyBase {
  readonly id: PropertyId;
  /** One English sentence in the present tense. */
  readonly title: string;
  /** The controller whose scenarios it is judged on. */
  readonly controller: WorkloadKind;
  readonly requirements: readonly [string, ...string[]];
  readonly needs?: readonly Need[];
}

/** What a monitor may ask besides the moment: the target and the start of the clock. */
export interface MonitorContext {
  readonly target: Target;
  readonly header: TraceHeader;
  /** Milliseconds since the epoch at which `at` is 0. */
  readonly epochMs: number;
}

/** One change, with the world around it. */
export interface Moment {
  readonly event: ChangeEvent;
  /** The object's version before this change; absent for ADDED. */
  readonly previous: ChangeEvent['object'] | undefined;
  /** The world just before this change and just after it. */
  readonly before: ClusterView;
  readonly after: ClusterView;
  /** Did a command or a fault of the scenario name this very object (by uid) so far? Then a change
   * of it may be the suite's own doing. */
  readonly touched: boolean;
  /** Did `claim` hold in any view that a controller may have acted on? Tries the newest view first,
   * then every combination of earlier prefixes, one per kind, inside the staleness window. Only
   * changes of what is `watched` tell prefixes apart: name everything that `claim` looks at. */
  couldHaveSeen(watched: readonly Watched[], claim: (view: ClusterView) => boolean): boolean;
}

/** Nothing at stake; at stake and fine; or broken. */
export type Answer = 'irrelevant' | 'holds' | Violation;

/** Judged at every change of the kinds it listens to. */
export interface AlwaysProperty extends PropertyBase {
  readonly expectation: 'always';
  readonly on: readonly Kind[];
  readonly monitor: (context: MonitorContext) => Monitor;
}

export interface Monitor {
  readonly change: (moment: Moment) => Answer;
  /** For monitors that need to know of commands, faults, gaps and phases. */
  readonly other?: (event: Exclude<TraceEvent, ChangeEvent>, view: ClusterView) => Answer;
}

/** What one subject of an `eventually` property looks like at rest. */
export type Settled =
  | { readonly subject: ObjectKey; readonly there: true }
  | {
      readonly subject: ObjectKey;
      readonly there: false;
      readonly expected: string;
      readonly observed: string;
      /** `seq` of the events that show it. */
      readonly evidence?: readonly number[];
    };

/** Judged when the world has come to rest, again at every change while it must hold, and at the
 * end. */
export interface EventuallyProperty extends PropertyBase {
  readonly expectation: 'eventually';
  /** One answer per subject at stake; none at all: nothing was at stake. */
  readonly settled: (view: ClusterView, context: MonitorContext) => Iterable<Settled>;
}

/** A situation that a campaign must reach at least once; never reached: vacuous. */
export interface SometimesProperty extends PropertyBase {
  readonly expectation: 'sometimes';
  readonly on: readonly Kind[];
  readonly seen: (moment: Moment, context: MonitorContext) => boolean;
}

export type Property = AlwaysProperty | EventuallyProperty | SometimesProperty;

/** A promise about every change. */
export function always(property: Omit<AlwaysProperty, 'expectation'>): AlwaysProperty {
  return { ...property, expectation: 'always' };
}

/** A promise about the state in which the world comes to rest. */
export function eventually(property: Omit<EventuallyProperty, 'expectation'>): EventuallyProperty {
  return { ...property, expectation: 'eventually' };
}

/** A situation worth reaching, so that the promises about it are not empty. */
export function sometimes(property: Omit<SometimesProperty, 'expectation'>): SometimesProperty {
  return { ...property, expectation: 'sometimes' };
}

/** Is this answer a violation? */
export function isViolation(answer: Answer): answer is Violation {
  return typeof answer === 'object';
}
