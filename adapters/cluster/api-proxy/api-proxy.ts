/**
 * The process of the proxy: `--kubeconfig=FILE --port=N`. It is a component of an owned cluster
 * like the others, and its controllers reach the API server of that kubeconfig through it.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { createApiProxy } from './proxy.ts';

const { values } = parseArgs({
  options: { kubeconfig: { type: 'string' }, port: { type: 'string' } },
});
if (values.kubeconfig === undefined || values.port === undefined) {
  throw new Error('usage: api-proxy --kubeconfig=FILE --port=N');
}

/** As kwokctl writes it: one cluster, one user, certificates in files. */
const kubeconfigSchema = z.object({
  clusters: z.tuple([
    z.object({ cluster: z.object({ server: z.url(), 'certificate-authority': z.string() }) }),
  ]),
  users: z.tuple([
    z.object({ user: z.object({ 'client-certificate': z.string(), 'client-key': z.string() }) }),
  ]),
});
const kubeconfig = kubeconfigSchema.parse(parse(readFileSync(values.kubeconfig, 'utf8')));
const [{ cluster }] = kubeconfig.clusters;
const [{ user }] = kubeconfig.users;
const server = new URL(cluster.server);

createApiProxy({
  host: server.hostname,
  port: Number(server.port),
  ca: readFileSync(cluster['certificate-authority']),
  cert: readFileSync(user['client-certificate']),
  key: readFileSync(user['client-key']),
}).listen(Number(values.port), '127.0.0.1');
