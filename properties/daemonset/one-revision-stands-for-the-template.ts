/**
 * DS-REV-001: at rest one ControllerRevision of the set puts its template back. It is named after
 * the set and its own hash, and its number is above those of all others.
 *
 * A new revision does not make the controller look again. It numbers by those that it has seen, so
 * numbers are judged only if something happened to the set when all had surely been seen.
 */
import type { ControllerRevision } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import type { DaemonSight } from '../vocabulary/daemon-steps.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { revisionLabel } from '../vocabulary/ordinals.ts';
import { revisionsFor, revisionsOf } from '../vocabulary/revisions.ts';

export const oneRevisionStandsForTheTemplate = always({
  id: 'daemonset/one-revision-stands-for-the-template',
  title: 'At rest the last revision of a DaemonSet, and no other, is its template',
  controller: 'DaemonSet',
  requirements: ['DS-REV-001'],
  on: ['Pod', 'DaemonSet', 'ControllerRevision'],
  monitor: (context) => {
    /** By uid of the set: when its revisions changed, and when it had a reason to look. */
    const written = new Map<string, Millis>();
    const asked = new Map<string, Millis>();
    return {
      change: ({ event: { object, at } }) => {
        const uid = object.kind === 'DaemonSet' ? object.metadata.uid : controllerOf(object)?.uid;
        const times = object.kind === 'ControllerRevision' ? written : asked;
        if (uid !== undefined) times.set(uid, at);
        return 'irrelevant';
      },
      other: (event, view): Answer => {
        if (!isQuietRest(event)) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        for (const sight of settledDaemons(view, context)) {
          const { uid, name } = sight.set.metadata;
          const seen = (written.get(uid) ?? 0) + context.target.stalenessMs;
          const wrong =
            wrongWith(sight) ??
            ((asked.get(uid) ?? 0) > seen ? wrongNumber(sight) : undefined);
          answer = 'holds';
          if (wrong === undefined) continue;
          const own = revisionsOf([view], sight.set);
          return {
            message: `no revision stands for the template of ${name} as it should`,
            expected: wrong,
            observed: describeSome(own.map(describe)),
            at: event.seq,
            evidence: [view.seqOf(sight.set), ...own.map((each) => view.seqOf(each)), event.seq],
          };
        }
        return answer;
      },
    };
  },
});

function wrongWith({ view, set }: DaemonSight): string | undefined {
  const [current, ...others] = revisionsFor([view], set);
  if (current === undefined || others.length > 0) return 'one revision of the present template';
  const { name, labels } = current.metadata;
  const expected = `${set.metadata.name}-${labels?.[revisionLabel]}`;
  return name === expected ? undefined : `the name ${expected}, after the set and the hash`;
}

function wrongNumber({ view, set }: DaemonSight): string | undefined {
  const [current] = revisionsFor([view], set);
  const others = revisionsOf([view], set).filter((each) => each !== current);
  if (current === undefined) return undefined;
  const isLast = others.every(({ revision }) => revision < current.revision);
  return isLast ? undefined : `${current.metadata.name} with the highest number`;
}

function describe({ metadata, revision }: ControllerRevision): string {
  return `${metadata.name} with number ${revision}`;
}
