/** What observations ask of a trace: who came when, who went when, who there was. */
import type { Kind, ObjectOf, Pod } from '../../specs/kubernetes.ts';
import { conditionOf, controllerOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { ChangeEvent, Trace } from '../../specs/trace.ts';

/** One version of an object, with when it was seen. */
export interface Version<K extends Kind> {
  readonly at: Millis;
  readonly change: ChangeEvent['change'];
  readonly object: ObjectOf<K>;
}

/** Every version of the objects of a kind, in order. */
export function versionsOf<K extends Kind>(trace: Trace, kind: K): readonly Version<K>[] {
  return trace.events.flatMap((event) =>
    event.event === 'change' && isOfKind(event.object, kind)
      ? [{ at: event.at, change: event.change, object: event.object }]
      : [],
  );
}

function isOfKind<K extends Kind>(
  object: ChangeEvent['object'],
  kind: K,
): object is ObjectOf<K> & ChangeEvent['object'] {
  return object.kind === kind;
}

/** What of a kind is there at the end, in the order in which it came. */
export function atTheEnd<K extends Kind>(trace: Trace, kind: K): readonly ObjectOf<K>[] {
  const live = new Map<string, ObjectOf<K>>();
  for (const { change, object } of versionsOf(trace, kind)) {
    if (change === 'DELETED') live.delete(object.metadata.uid);
    else live.set(object.metadata.uid, object);
  }
  return [...live.values()];
}

/** A pod's life as far as it was seen. */
export interface Life {
  readonly name: string;
  readonly uid: string;
  readonly created: Millis;
  readonly running?: Millis;
  readonly ready?: Millis;
  /** When it was told to go. */
  readonly deleted?: Millis;
  readonly latest: Pod;
}

/** The lives of the workload's pods, in the order in which they were created. */
export function livesOf(trace: Trace): readonly Life[] {
  const lives = new Map<string, Life>();
  for (const { at, object } of versionsOf(trace, 'Pod')) {
    const { uid, name, deletionTimestamp } = object.metadata;
    if (controllerOf(object) === undefined && !lives.has(uid)) continue;
    const life = lives.get(uid) ?? { name, uid, created: at, latest: object };
    const isRunning = object.status.phase === 'Running';
    const isReady = conditionOf(object, 'Ready')?.status === 'True';
    lives.set(uid, {
      ...life,
      ...(isRunning && { running: life.running ?? at }),
      ...(isReady && { ready: life.ready ?? at }),
      ...(deletionTimestamp !== undefined && { deleted: life.deleted ?? at }),
      latest: object,
    });
  }
  return [...lives.values()];
}

/** The name of the claim that a pod mounts, if it mounts one. */
export function claimOf({ spec }: Pod): string | undefined {
  return spec.volumes?.find((volume) => volume.persistentVolumeClaim)?.persistentVolumeClaim
    ?.claimName;
}
