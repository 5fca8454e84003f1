/**
 * Finds what earlier runs left behind, and removes that and nothing else. Works from labels alone,
 * so it needs no memory of the run that was cut off.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { managedLabel, poolLabel } from '../../specs/manifest.ts';
import { returnNodes } from './borrowed-nodes.ts';
import { PreflightError, isRecord } from './errors.ts';
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
}

const managedSelector = `${managedLabel}=plimsoll`;

/** Removes whatever carries our label and, where it is a namespace, our prefix. */
export async function cleanCluster(
  options: ClusterOptions,
  deadlineMs = 120_000,
): Promise<Cleaning> {
  const settings = settingsOf(options);
  const transport = await openTransport(settings);
  try {
    const rest = createRest(transport);
    const removedNamespaces = await ownNamespaces(rest, settings.namespacePrefix);
    const removedNodes = await ownNodes(rest, settings.namespacePrefix);
    const pools = await borrowedPools(rest, settings.namespacePrefix);
    await Promise.all(removedNamespaces.map((name) => removeNamespace(rest, name)));
    await Promise.all(removedNodes.map((name) => removeNode(rest, name)));
    const returned = await Promise.all(pools.map((pool) => returnNodes(rest, pool)));
    const leftovers = await waitUntilGone(
      () => ownNamespaces(rest, settings.namespacePrefix),
      deadlineMs,
    );
    return { removedNamespaces, removedNodes, returnedNodes: returned.flat(), leftovers };
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
  const list = () => ownNamespaces(rest, prefix, labelSelector);
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

/** The names of our namespaces. Each must have both, for the label may have been copied and the
 * prefix may be somebody's own. */
async function ownNamespaces(
  rest: Rest,
  prefix: string,
  selector = managedSelector,
): Promise<readonly string[]> {
  if (prefix === '') {
    throw new PreflightError('the namespace prefix is empty: refusing to remove namespaces by it');
  }
  const query = new URLSearchParams({ labelSelector: selector });
  const answer = await rest.get(`/api/v1/namespaces?${query.toString()}`);
  const items: unknown = isRecord(answer) ? answer['items'] : undefined;
  if (!Array.isArray(items)) return [];
  return items
    .map((item: unknown) => {
      const metadata = isRecord(item) && isRecord(item['metadata']) ? item['metadata'] : {};
      return String(metadata['name'] ?? '');
    })
    .filter((name) => name.startsWith(prefix));
}

async function ownNodes(rest: Rest, prefix: string): Promise<readonly string[]> {
  const { items } = await rest.list('Node', '', { labelSelector: managedSelector });
  return items.map(({ metadata }) => metadata.name).filter((name) => name.startsWith(prefix));
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
