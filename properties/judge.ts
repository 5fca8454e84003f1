/**
 * Judges one trace by many properties: each event is shown once to every monitor that listens to
 * its kind; what must hold in the end is looked at when the world has come to rest, at every change
 * after that, and at the end.
 *
 * A violation that was seen counts, whatever is wrong with the trace from there on. Without one, a
 * gap or a missing end makes the answer inconclusive, never passed.
 */
import type { Kind } from '../specs/kubernetes.ts';
import type { Target } from '../specs/target.ts';
import { guarantees } from '../specs/target.ts';
import type { ChangeEvent, Trace, TraceEvent, TraceFooter, TraceHeader } from '../specs/trace.ts';
import { createAssumptions } from './assumptions.ts';
import type { History } from './history.ts';
import { createHistory } from './history.ts';
import type {
  Answer,
  EventuallyProperty,
  Moment,
  Monitor,
  MonitorContext,
  Need,
  Property,
  SometimesProperty,
} from './property.ts';
import { isViolation } from './property.ts';
import { standstillsIn } from './standstills.ts';
import type { Judgement, PropertyId, Violation } from './verdict.ts';
import type { ClusterView } from './view.ts';

/** A judge at work on one trace: feed it the events in order, then end it. */
export interface Judge {
  push(event: TraceEvent): void;
  /** Did any property fail so far? */
  hasFailed(): boolean;
  /** The ids of the legal standstills in which the world came to rest. */
  standstills(): ReadonlySet<string>;
  end(footer: TraceFooter): ReadonlyMap<PropertyId, Judgement>;
}

/** Judges a whole trace. */
export function judge(
  trace: Trace,
  properties: readonly Property[],
): ReadonlyMap<PropertyId, Judgement> {
  return judgeFully(trace, properties).judgements;
}

/** What there is to say of a trace. */
export interface Judged {
  readonly judgements: ReadonlyMap<PropertyId, Judgement>;
  readonly standstills: ReadonlySet<string>;
}

/** Judges a whole trace, and notes where it legally stood still. */
export function judgeFully(trace: Trace, properties: readonly Property[]): Judged {
  const working = createJudge(trace.header, properties);
  for (const event of trace.events) working.push(event);
  return { judgements: working.end(trace.footer), standstills: working.standstills() };
}

/** What is known of one property so far. */
interface Running {
  readonly property: Property;
  readonly unsupported: string | undefined;
  readonly monitor: Monitor | undefined;
  exercised: number;
  violation: Violation | undefined;
}

/** Starts to judge a trace that is still growing. */
export function createJudge(header: TraceHeader, properties: readonly Property[]): Judge {
  const history = createHistory(header.target.stalenessMs);
  const context: MonitorContext = {
    target: header.target,
    header,
    epochMs: Date.parse(header.startedAt),
  };
  const running = properties.map((property) => start(property, context));
  const listeners = listenersByKind(running);
  const others = running.filter(({ monitor }) => monitor?.other !== undefined);
  const settling = running.filter(isSettling);
  const touched = new Set<string>();
  const assumptions = createAssumptions(header);
  let gap: string | undefined;
  const standstills = new Set<string>();
  let rest: 'not yet' | 'quiet' | { readonly never: string } = 'not yet';

  function push(event: TraceEvent): void {
    assumptions.push(event);
    if (event.event === 'change') return onChange(event);
    if ((event.event === 'command' || event.event === 'fault') && event.resolved?.uid) {
      touched.add(event.resolved.uid);
    }
    if (event.event === 'gap') {
      gap ??= `changes of ${event.kind} may have been missed at #${event.seq}: ${event.reason}`;
    }
    history.pass(event.at);
    const view = history.now;
    for (const each of others) {
      if (each.violation || !each.monitor?.other) continue;
      const answer = each.monitor.other(event, view);
      if (assumptions.broken() === undefined) record(each, answer);
    }
    if (event.event !== 'phase') return;
    if (event.phase === 'hold') rest = restOf(event);
    if (event.phase === 'hold' && rest === 'quiet') {
      for (const id of standstillsIn(view, context)) standstills.add(id);
    }
    if (event.phase === 'hold' || event.phase === 'end') onRest(event.seq, view);
  }

  function onChange(event: ChangeEvent): void {
    history.apply(event);
    const moment = momentOf(history, event, touched);
    const { monitored, sought } = listeners.get(event.object.kind) ?? nobody;
    if (!isDoubtful()) {
      for (const each of monitored) {
        if (!each.violation) record(each, each.monitor.change(moment));
      }
    }
    for (const each of sought) {
      if (each.exercised === 0 && each.property.seen(moment, context)) each.exercised = 1;
    }
    if (rest === 'quiet') onRest(event.seq, moment.after);
  }

  /** What is seen from here on proves nothing. */
  function isDoubtful(): boolean {
    return gap !== undefined || assumptions.broken() !== undefined;
  }

  function onRest(seq: number, view: ClusterView): void {
    if (rest !== 'quiet' || assumptions.broken() !== undefined) return;
    for (const each of settling) {
      if (each.violation) continue;
      for (const settled of each.property.settled(view, context)) {
        each.exercised += 1;
        if (settled.there) continue;
        each.violation = {
          message: each.property.title,
          expected: settled.expected,
          observed: settled.observed,
          at: seq,
          evidence: settled.evidence ?? [],
        };
        break;
      }
    }
  }

  function end(footer: TraceFooter): ReadonlyMap<PropertyId, Judgement> {
    const cut = footer.complete ? undefined : `the trace is cut off: ${footer.reason ?? 'no end'}`;
    const doubt = assumptions.broken() ?? cut;
    return new Map(
      running.map((each) => [
        each.property.id,
        conclude(each, {
          safety: doubt ?? gap,
          liveness: doubt ?? (typeof rest === 'object' ? rest.never : undefined),
        }),
      ]),
    );
  }

  return {
    push,
    end,
    hasFailed: () => running.some((each) => each.violation !== undefined),
    standstills: () => standstills,
  };
}

function start(property: Property, context: MonitorContext): Running {
  const unsupported = missingNeed(property.needs ?? [], context.target);
  const monitor =
    property.expectation === 'always' && unsupported === undefined
      ? property.monitor(context)
      : undefined;
  return { property, unsupported, monitor, exercised: 0, violation: undefined };
}

function missingNeed(needs: readonly Need[], target: Target): string | undefined {
  for (const need of needs) {
    if (need.startsWith('!')) {
      const gate = need.slice(1);
      if (target.features.some((each) => each === gate)) return `feature gate ${gate} is on`;
    } else if (guarantees.some((each) => each === need)) {
      if (!target.guarantees.some((each) => each === need)) return `the target has no ${need}`;
    } else if (!target.features.some((each) => each === need)) {
      return `feature gate ${need} is off in ${target.version}`;
    }
  }
  return undefined;
}

/** Who listens to the changes of a kind. */
interface Listeners {
  readonly monitored: Monitored[];
  readonly sought: Sought[];
}

type Monitored = Running & { readonly monitor: Monitor };
type Sought = Running & { readonly property: SometimesProperty };
type Settling = Running & { readonly property: EventuallyProperty };

const nobody: Listeners = { monitored: [], sought: [] };

function listenersByKind(running: readonly Running[]): ReadonlyMap<Kind, Listeners> {
  const byKind = new Map<Kind, Listeners>();
  for (const each of running) {
    if (each.unsupported !== undefined || each.property.expectation === 'eventually') continue;
    for (const kind of each.property.on) {
      let listeners = byKind.get(kind);
      if (!listeners) byKind.set(kind, (listeners = { monitored: [], sought: [] }));
      if (isMonitored(each)) listeners.monitored.push(each);
      if (isSought(each)) listeners.sought.push(each);
    }
  }
  return byKind;
}

function isMonitored(each: Running): each is Monitored {
  return each.monitor !== undefined;
}

function isSought(each: Running): each is Sought {
  return each.property.expectation === 'sometimes';
}

function isSettling(each: Running): each is Settling {
  return each.property.expectation === 'eventually' && each.unsupported === undefined;
}

function momentOf(history: History, event: ChangeEvent, touched: ReadonlySet<string>): Moment {
  return {
    event,
    previous: history.previous(event),
    before: history.before,
    after: history.now,
    touched: touched.has(event.object.metadata.uid),
    couldHaveSeen: (watched, claim) => history.couldHaveSeen(event, watched, claim),
  };
}

function record(each: Running, answer: Answer): void {
  if (answer === 'irrelevant') return;
  each.exercised += 1;
  if (isViolation(answer)) each.violation = answer;
}

function restOf(event: Extract<TraceEvent, { event: 'phase' }>) {
  if (event.quiet) return 'quiet' as const;
  return { never: event.unfit ?? 'the world did not come to rest in time' };
}

function conclude(
  each: Running,
  doubts: { readonly safety: string | undefined; readonly liveness: string | undefined },
): Judgement {
  const { property, unsupported, violation, exercised } = each;
  if (unsupported !== undefined) return { status: 'unsupported', reason: unsupported };
  if (violation !== undefined) return { status: 'failed', violation, exercised };
  if (property.expectation === 'sometimes') {
    return exercised > 0 ? { status: 'passed', exercised } : { status: 'vacuous' };
  }
  const doubt = property.expectation === 'always' ? doubts.safety : doubts.liveness;
  if (doubt !== undefined) return { status: 'inconclusive', reason: doubt };
  return exercised > 0 ? { status: 'passed', exercised } : { status: 'vacuous' };
}
