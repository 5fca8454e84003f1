/** What a cluster is: its version, and which of the gates that requirements depend on are on. */
import type { Feature, FeatureGate, Version } from '../../specs/features.ts';
import { featureGates, featuresOf } from '../../specs/features.ts';
import { askComponent } from './component-endpoints.ts';
import { PreflightError, isRecord, messageOf } from './errors.ts';
import type { OwnedCluster } from './provision/cluster-file.ts';
import type { Rest } from './rest.ts';

export interface Release {
  readonly version: Version;
  readonly features: readonly Feature[];
}

type Gates = Partial<Record<FeatureGate, boolean>>;

/** Asks the API server (and the controller manager, where it is ours to ask) for version and gates.
 * What neither tells has the default of its version. */
export async function readRelease(rest: Rest, owned: OwnedCluster | undefined): Promise<Release> {
  const version = await readVersion(rest);
  const told: Gates = owned?.featureGates ?? {};
  const server = gatesOf(await rest.text('/metrics').catch(() => ''));
  const manager = owned && (await askComponent(owned, 'kube-controller-manager', '/metrics'));
  const enabled = featuresOf(version, { ...told, ...inBoth(server, gatesOf(manager ?? '')) });
  return { version, features: [...enabled] };
}

async function readVersion(rest: Rest): Promise<Version> {
  const answer = await rest.get('/version').catch((error: unknown) => {
    throw new PreflightError(
      `expected a Kubernetes API server at ${rest.server}, but it does not answer: ` +
        `${messageOf(error)}. Start the cluster, or pass the kubeconfig of one that runs ` +
        `("plimsoll cluster up" makes one).`,
      { cause: error },
    );
  });
  const version = isRecord(answer) ? answer['gitVersion'] : undefined;
  if (typeof version !== 'string') {
    throw new PreflightError(`${rest.server} answers, but not as a Kubernetes API server does`);
  }
  return version.replace(/^v/, '');
}

/** A gate that one of the two has off does not work: one stores the field, the other obeys it. */
function inBoth(server: Gates, manager: Gates): Gates {
  const gates: Gates = { ...server };
  for (const gate of featureGates) {
    const isOn = manager[gate];
    if (isOn !== undefined) gates[gate] = isOn && (server[gate] ?? true);
  }
  return gates;
}

/** The gates of our table that a component's metrics name. */
export function gatesOf(metrics: string): Gates {
  const gates: Gates = {};
  for (const [, name, value] of metrics.matchAll(
    /^kubernetes_feature_enabled\{[^}]*name="(\w+)"[^}]*\} (\d)/gm,
  )) {
    const gate = featureGates.find((each) => each === name);
    if (gate !== undefined) gates[gate] = value === '1';
  }
  return gates;
}
