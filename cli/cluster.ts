/** `plimsoll cluster`: makes, lists and removes clusters of this machine for the suite. */
import type { Command } from 'commander';
import { Option } from 'commander';

import type { ListedCluster, ProviderName } from '../adapters/cluster/provision/provision.ts';

interface UpOptions {
  readonly name: string;
  readonly kubernetes: string;
  readonly provider: ProviderName;
  readonly featureGates: string;
}

const defaultName = 'plimsoll';

/** Adds the verbs to the program. What they need is loaded only when one of them runs. */
export function clusterCommand(program: Command): void {
  const cluster = program
    .command('cluster')
    .description('make, list and remove clusters of this machine (real controllers, no registry)');
  cluster
    .command('up')
    .description('make a cluster; the last line of standard output is its kubeconfig')
    .option('--name <name>', 'name of the cluster', defaultName)
    .option('--kubernetes <version>', 'minor or exact version', '1.36')
    .option('--feature-gates <gates>', 'A=true,B=false for every component', '')
    .addOption(
      new Option('--provider <name>', 'kwok: processes, played pods; kind: real kubelets, Docker')
        .choices(['kwok', 'kind'])
        .default('kwok'),
    )
    .action((options: UpOptions) => up(options));
  cluster
    .command('down')
    .description('remove a cluster, however far it was made')
    .option('--name <name>', 'name of the cluster', defaultName)
    .action((options: { name: string }) => down(options.name));
  cluster
    .command('list')
    .description('all clusters of this machine')
    .action(list);
}

async function up(options: UpOptions): Promise<void> {
  const { up: makeCluster } = await import('../adapters/cluster/provision/provision.ts');
  const { parseFeatureGates } = await import('../adapters/cluster/provision/feature-gates.ts');
  const { kubeconfig } = await makeCluster({
    name: options.name,
    kubernetes: options.kubernetes,
    provider: options.provider,
    featureGates: parseFeatureGates(options.featureGates),
    onProgress: tell,
  });
  process.stdout.write(`${kubeconfig}\n`);
}

async function down(name: string): Promise<void> {
  const provision = await import('../adapters/cluster/provision/provision.ts');
  if (await provision.down(name, tell)) {
    tell(`${name}: removed`);
    return;
  }
  const names = (await provision.list()).map((entry) => entry.name);
  tell(`${name}: there is no such cluster (there are: ${names.join(', ') || 'none'})`);
}

async function list(): Promise<void> {
  const provision = await import('../adapters/cluster/provision/provision.ts');
  const clusters = await provision.list();
  if (clusters.length === 0) tell('no clusters; make one with: plimsoll cluster up');
  for (const entry of clusters) process.stdout.write(`${lineOf(entry)}\n`);
}

function lineOf({ name, cluster, ailment }: ListedCluster): string {
  const { version = '-', provider = '-', kubeconfig = '-' } = cluster ?? {};
  return [name, version, provider, ailment ?? 'running', kubeconfig].join('\t');
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
