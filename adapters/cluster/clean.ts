/**
 * Finds what earlier runs left behind, and removes that and nothing else. Works from labels alone,
 * so it needs no memory of the run that was cut off. Runs that are at work are left alone.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { managedLabel, poolLabel } from '../../specs/manifest.ts';
import type { Millis } from '../../specs/scenario.ts';
import { returnNodes } from './borrowed-nodes.ts';
import { PreflightError, isRecord } from './errors.ts';
import { beatAnnotation, findLiving, lifelessMs } from './heart.ts';
import { removeNamespace, unlessGone } from './namespace.ts';
import { collectionPath, objectPath } from './resources.ts';
import type { Rest } from './rest.ts';
import { createRest } from './rest.ts';
import type { ClusterOptions } from './settings.ts';
import { runLabel, settingsOf } from './settings.ts';
import { openTransport } from './transport.ts';

/** What was found and dealt with. */
export interface Cleaning {
  readonly removedNamespaces: readonly string[];
  readonly removedNodes: readonly string[];
  /** Nodes of the cluster's own from which our mark was taken. */
  readonly returnedNodes: readonly string[];
  /** Namespaces that were still there at the deadline. */
  readonly leftovers: readonly string[];
  /** Runs that are at work, from wherever. */
  readonly living: readonly string[];
}

const managedSelector = `${managedLabel}=plimsoll`;

/** What cleaning may be told besides where the cluster is. */
export interface CleanOptions extends ClusterOptions {
  /** How long to look for a sign of life; 0: remove what belongs to living runs too. */
  readonly patienceMs?: Millis;
  /** Called before such a wait. */
  readonly onDoubt?: (runs: readonly string[], patienceMs: Millis) => void;
}

/** Removes whatever carries our label and, where it is a namespace, our prefix. */
export async function cleanCluster(
  { patienceMs = lifelessMs, onDoubt, ...options }: CleanOptions,
  deadlineMs = 120_000,
): Promise<Cleaning> {
  const settings = settingsOf(options);
  const { namespacePrefix: prefix } = settings;
  const transport = await openTransport(settings);
  try {
    const rest = createRest(transport);
    const look = async () => beatsOf(await ownNamespaces(rest, prefix));
    const doubtful = [...(await look()).keys()];
    if (doubtful.length > 0 && patienceMs > 0) onDoubt?.(doubtful, patienceMs);
    const living = patienceMs > 0 ? await findLiving(look, patienceMs) : new Set<string>();
    const listDead = async () => {
      const all = await ownNamespaces(rest, prefix);
      return all.filter(({ run }) => !living.has(run)).map(({ name }) => name);
    };
    const nodes = await ownNodes(rest, prefix);
    const removedNamespaces = await listDead();
    const removedNodes = nodes.filter(({ run }) => !living.has(run)).map(({ name }) => name);
    const pools = (await borrowedPools(rest, prefix)).filter(
      (pool) => !living.has(pool.slice(prefix.length)),
    );
    await Promise.all(removedNamespaces.map((name) => removeNamespace(rest, name)));
    await Promise.all(removedNodes.map((name) => removeNode(rest, name)));
    const returned = await Promise.all(pools.map((pool) => returnNodes(rest, pool)));
    const leftovers = await waitUntilGone(listDead, deadlineMs);
    return {
      removedNamespaces,
      removedNodes,
      returnedNodes: returned.flat(),
      leftovers,
      living: [...living],
    };
  } finally {
    transport.close();
  }
}

export interface Run {
  readonly prefix: string;
  /** The value of its label. */
  readonly run: string;
  readonly madeNodes: boolean;
}

/** Removes what one run has made, whatever of it is left, and waits until its namespaces have gone;
 * returns those that have not by the deadline. */
export async function cleanRun(
  rest: Rest,
  { prefix, run, madeNodes }: Run,
  deadlineMs: number,
): Promise<readonly string[]> {
  const labelSelector = `${managedSelector},${runLabel}=${run}`;
  const list = async () => {
    return (await ownNamespaces(rest, prefix, labelSelector)).map(({ name }) => name);
  };
  await Promise.all((await list()).map((name) => removeNamespace(rest, name)));
  if (madeNodes) {
    await unlessGone(rest.deleteCollection(collectionPath('Node', ''), { labelSelector }, 'suite'));
  }
  return waitUntilGone(list, deadlineMs);
}

async function waitUntilGone(
  list: () => Promise<readonly string[]>,
  deadlineMs: number,
): Promise<readonly string[]> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const left = await list();
    if (left.length === 0 || Date.now() > end) return left;
    await sleep(250);
  }
}

/** Something of ours, and the run that made it ('' where it does not say). */
interface Own {
  readonly name: string;
  readonly run: string;
  /** The sign of life of its run, if it carries that. */
  readonly beat: string | undefined;
}

/** Our namespaces. Each must have both, for the label may have been copied and the prefix may be
 * somebody's own. */
async function ownNamespaces(
  rest: Rest,
  prefix: string,
  selector = managedSelector,
): Promise<readonly Own[]> {
  if (prefix === '') {
    throw new PreflightError('the namespace prefix is empty: refusing to remove namespaces by it');
  }
  const query = new URLSearchParams({ labelSelector: selector });
  const answer = await rest.get(`/api/v1/namespaces?${query.toString()}`);
  const items: unknown = isRecord(answer) ? answer['items'] : undefined;
  if (!Array.isArray(items)) return [];
  return items.map(ownOf).filter(({ name }) => name.startsWith(prefix));
}

function ownOf(item: unknown): Own {
  const metadata = memberOf(item, 'metadata');
  const beat = memberOf(metadata, 'annotations')[beatAnnotation];
  return {
    name: String(metadata['name'] ?? ''),
    run: String(memberOf(metadata, 'labels')[runLabel] ?? ''),
    // One that is being deleted is ending, or being cleaned up.
    beat: metadata['deletionTimestamp'] === undefined && beat ? String(beat) : undefined,
  };
}

function memberOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  const member = isRecord(value) ? value[name] : undefined;
  return isRecord(member) ? member : {};
}

function beatsOf(namespaces: readonly Own[]): ReadonlyMap<string, string> {
  return new Map(
    namespaces.flatMap(({ run, beat }) => (beat === undefined ? [] : [[run, beat] as const])),
  );
}

async function ownNodes(rest: Rest, prefix: string): Promise<readonly Own[]> {
  const { items } = await rest.list('Node', '', { labelSelector: managedSelector });
  return items.map(ownOf).filter(({ name }) => name.startsWith(prefix));
}

function removeNode(rest: Rest, name: string): Promise<void> {
  return unlessGone(rest.delete(objectPath({ kind: 'Node', name }, ''), {}, 'suite'));
}

async function borrowedPools(rest: Rest, prefix: string): Promise<readonly string[]> {
  const { items } = await rest.list('Node', '', {
    labelSelector: `${poolLabel},${managedLabel}!=plimsoll`,
  });
  const pools = items.map(({ metadata }) => metadata.labels?.[poolLabel] ?? '');
  return [...new Set(pools)].filter((pool) => pool.startsWith(prefix));
}
