/** Asks the proxy of an owned cluster for trouble. */
import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { join } from 'node:path';
import { AdapterError } from '../../adapter.ts';
import { messageOf } from '../errors.ts';
import type { OwnedCluster } from '../provision/cluster-file.ts';
import type { Trouble } from './trouble.ts';
import { pathOf } from './trouble.ts';

/** Begins a trouble; the returned function ends it, and returns when its effect is over. */
export type Troublemaker = (trouble: Trouble) => Promise<() => Promise<void>>;

/** For one cluster; undefined where nothing stands between its controllers and its API server. */
export function troublemaker(cluster: OwnedCluster): Troublemaker | undefined {
  const { componentFolder, proxyPort } = cluster;
  if (componentFolder === undefined || proxyPort === undefined) return undefined;
  return async (trouble) => {
    const [ca, cert, key] = await Promise.all(
      ['ca.crt', 'admin.crt', 'admin.key'].map((file) =>
        readFile(join(componentFolder, 'pki', file)),
      ),
    );
    const path = pathOf(trouble);
    const where = { host: '127.0.0.1', port: proxyPort, agent: false } as const;
    return begin(https.request({ ...where, method: 'POST', path, ca, cert, key }), cluster.name);
  };
}

async function begin(
  request: ReturnType<typeof https.request>,
  cluster: string,
): Promise<() => Promise<void>> {
  const { promise: isOver, resolve: over } = Promise.withResolvers<void>();
  await new Promise<void>((resolve, reject) => {
    const fail = (reason: string) =>
      reject(
        new AdapterError(
          `the proxy of cluster "${cluster}" cannot be asked for trouble: ${reason}; ` +
            `"plimsoll cluster up --name ${cluster}" repairs it`,
        ),
      );
    request.on('error', (error) => fail(messageOf(error)));
    request.on('close', over);
    request.on('response', (response) => {
      if (response.statusCode !== 200) return fail(`it answers ${response.statusCode}`);
      response.once('data', () => resolve());
      response.on('end', over);
      response.on('error', over);
    });
    request.flushHeaders();
  });
  return async () => {
    request.end();
    await isOver;
  };
}
