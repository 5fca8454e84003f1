/**
 * The sign of life of a run: a namespace of its own with an annotation that changes every few
 * seconds. Whoever wants to know whether a run is at work looks at it for a while; the clocks of
 * the two machines need not agree, and nobody has to know which process it was.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Labels } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import { managedLabel } from '../../specs/manifest.ts';
import type { Rest } from './rest.ts';

export const beatAnnotation = 'plimsoll.dev/beat';

/** Often enough that a few may be lost, or be late on a machine that has too much to do. */
const beatMs: Millis = 5_000;
/** A run whose annotation has not changed for so long is no more. */
export const lifelessMs: Millis = 40_000;
const pollMs: Millis = 500;

/** Creates the namespace of a run and beats until the returned function is called. The end of the
 * run removes it, as it does every namespace of the run. */
export async function startHeart(
  rest: Rest,
  name: string,
  labels: Labels,
  periodMs = beatMs,
): Promise<() => void> {
  let beats = 0;
  const annotations = () => ({ [beatAnnotation]: String(beats) });
  const metadata = { name, labels: { ...labels, [managedLabel]: 'plimsoll' } };
  await rest.create(
    '/api/v1/namespaces',
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { ...metadata, annotations: annotations() },
    },
    'suite',
  );
  const timer = setInterval(() => {
    beats += 1;
    const patch = { metadata: { annotations: annotations() } };
    // One that is lost is made good by the next.
    rest.mergePatch(`/api/v1/namespaces/${name}`, patch, 'suite').catch(() => undefined);
  }, periodMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Of which runs does the heart beat? `look` tells the beats by run; without any there is nothing
 * to wait for. */
export async function findLiving(
  look: () => Promise<ReadonlyMap<string, string>>,
  patienceMs = lifelessMs,
): Promise<ReadonlySet<string>> {
  const end = Date.now() + patienceMs;
  const doubtful = new Map(await look());
  const living = new Set<string>();
  // However slow the first look was, there is a second one.
  for (let isFirst = true; doubtful.size > 0 && (isFirst || Date.now() < end); isFirst = false) {
    await sleep(Math.min(pollMs, patienceMs));
    const beats = await look();
    for (const [run, before] of doubtful) {
      const beat = beats.get(run);
      if (beat === before) continue;
      doubtful.delete(run);
      if (beat !== undefined) living.add(run);
    }
  }
  return living;
}
