/** Speaks to the components of an owned cluster that only listen on this machine. */
import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isRecord } from './errors.ts';
import type { OwnedCluster } from './provision/cluster-file.ts';

/** A component beside the API server that has health and metrics endpoints. */
export type LocalComponent = 'kube-controller-manager' | 'kube-scheduler';

/** Asks a component for one of its open paths (`/healthz`, `/metrics`): the text of the answer if
 * it is 200, else undefined. Its certificate is one that it made itself, so it is not checked. */
export async function askComponent(
  owned: OwnedCluster,
  component: LocalComponent,
  path: string,
): Promise<string | undefined> {
  const port = await portOf(owned, component);
  if (port === undefined) return undefined;
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, path, rejectUnauthorized: false, agent: false };
    const request = https.get({ ...options, timeout: 5_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(response.statusCode === 200 ? text : undefined));
      response.on('error', () => resolve(undefined));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}

async function portOf(
  owned: OwnedCluster,
  component: LocalComponent,
): Promise<number | undefined> {
  if (owned.componentFolder === undefined) return undefined;
  const file = join(owned.componentFolder, 'kwok.yaml');
  const text = await readFile(file, 'utf8').catch(() => '');
  const [first] = parseAllDocuments(text);
  const settings: unknown = first && 'toJS' in first ? first.toJS() : undefined;
  return isRecord(settings) ? portIn(settings['components'], component) : undefined;
}

/** The port that a component's arguments name. */
export function portIn(components: unknown, name: LocalComponent): number | undefined {
  if (!Array.isArray(components)) return undefined;
  const component: unknown = components.find((each) => isRecord(each) && each['name'] === name);
  const args: unknown = isRecord(component) ? component['args'] : undefined;
  if (!Array.isArray(args)) return undefined;
  for (const arg of args) {
    const port = /^--secure-port=(\d+)$/.exec(String(arg))?.[1];
    if (port !== undefined) return Number(port);
  }
  return undefined;
}
