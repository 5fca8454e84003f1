/**
 * `cluster.json`: what is known about a cluster that this machine owns, beside its kubeconfig. It
 * is written before anything is started, so that whatever was started can be found and removed.
 */
import { readFileSync } from 'node:fs';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { z } from 'zod';

import { ProvisionError } from './errors.ts';

const recordSchema = z.strictObject({
  format: z.literal(1),
  name: z.string(),
  provider: z.enum(['kwok', 'kind']),
  /** `creating` is also what remains of a creation that was cut off. */
  state: z.enum(['creating', 'running']),
  version: z.string(),
  featureGates: z.record(z.string(), z.boolean()),
  kubeconfig: z.string(),
  auditLog: z.string(),
  /** The folder of the components: their logs, pids, data. Absent where they run in containers. */
  componentFolder: z.string().optional(),
  /** Where the controllers reach the API server: through a proxy that can be asked for trouble. */
  proxyPort: z.number().int().optional(),
  /** `built`: the paths of the programs; `downloads`: only kwokctl's own. */
  binaries: z.object({ source: z.string(), paths: z.record(z.string(), z.string()) }).optional(),
});

/** A cluster that was made here, as far as it is made. */
export type OwnedCluster = z.infer<typeof recordSchema>;

const fileName = 'cluster.json';

/** The file of a cluster whose folder this is. */
export function clusterFile(folder: string): string {
  return join(folder, fileName);
}

/** The cluster's own folder, beside whose kubeconfig everything about it lies. */
export function folderOfCluster(cluster: OwnedCluster): string {
  return dirname(cluster.kubeconfig);
}

/** The cluster that a kubeconfig belongs to, if it was made here: then its audit log can be read
 * and its components can be stopped and started. */
export function ownedCluster(kubeconfigPath: string): OwnedCluster | undefined {
  const path = resolve(kubeconfigPath);
  const file = clusterFile(dirname(path));
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const cluster = parseCluster(text, file);
  return cluster.kubeconfig === path ? cluster : undefined;
}

/** The cluster whose folder this is; undefined where there is no record of one. */
export async function readCluster(folder: string): Promise<OwnedCluster | undefined> {
  const file = clusterFile(folder);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseCluster(text, file);
}

/** Replaces the record whole, so that nobody reads half of one. */
export async function writeCluster(folder: string, cluster: OwnedCluster): Promise<void> {
  const file = clusterFile(folder);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(cluster, null, 2)}\n`);
  await rename(draft, file);
}

/** The names of the folders of all clusters, with and without a record. */
export async function clusterNames(clusters: string): Promise<readonly string[]> {
  const entries = await readdir(clusters, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** Reads a record; `file` is for the message. */
export function parseCluster(text: string, file: string): OwnedCluster {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw unreadable(file, cause instanceof Error ? cause.message : 'no JSON', cause);
  }
  const result = recordSchema.safeParse(data);
  if (!result.success) throw unreadable(file, z.prettifyError(result.error), result.error);
  return result.data;
}

function unreadable(file: string, found: string, cause: unknown): ProvisionError {
  return new ProvisionError(
    'failed',
    {
      what: `The record of a cluster cannot be read: ${file}`,
      expected: 'a cluster.json as `plimsoll cluster up` writes it',
      found,
      next: `plimsoll cluster down --name ${dirname(file).split('/').at(-1)}, then make it anew`,
    },
    cause,
  );
}
