import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exploration } from '../../properties/explore.ts';
import { exploreRuns } from '../../properties/explore.ts';
import { miniTrace } from '../../properties/fixture.ts';
import { sometimes } from '../../properties/property.ts';
import type { Scenario } from '../../specs/scenario.ts';
import { giveSecondChance } from './second-chance.ts';

const scenario = (seed: number): Scenario => ({ format: 1, seed, nodes: [{}], steps: [] });
const seen = (name: string) =>
  sometimes({
    id: `deployment/${name}`,
    title: name,
    controller: 'Deployment',
    requirements: ['DEP-REV-003'],
    on: ['Pod'],
    seen: ({ event }) => event.object.metadata.name === name,
  });
const properties = [seen('web-0'), seen('web-1'), seen('web-2')];

/** The nth play of a scenario shows the pods that are listed for it. */
function exploring(shows: Readonly<Record<number, readonly (readonly string[])[]>>) {
  const played: number[] = [];
  const exploration: Exploration = {
    properties,
    arbitrary: fc.constant(scenario(1)),
    seed: 1,
    runs: 1,
    run: async ({ seed }) => {
      const pods = shows[seed]?.[played.filter((each) => each === seed).length] ?? [];
      played.push(seed);
      const trace = miniTrace();
      for (const pod of pods) trace.add('Pod', pod);
      return trace.rest().build();
    },
  };
  return { played, exploration };
}

describe('a second chance', () => {
  test('is for what was not at stake, with a scenario that should have done it', async () => {
    const { played, exploration } = exploring({ 1: [['web-0']], 2: [[], []], 3: [['web-1']] });
    const explored = await exploreRuns(exploration);
    const atStake = new Map([
      ['deployment/web-0', [scenario(9)]],
      ['deployment/web-1', [scenario(2), scenario(3)]],
    ]);
    const { tallies, scenarios } = await giveSecondChance(exploration, explored, atStake);
    expect(played).toEqual([1, 2, 3]);
    expect(scenarios).toBe(3);
    expect(properties.map(({ id }) => tallies.get(id)?.passed)).toEqual([1, 1, 0]);
  });

  test('is not needed where everything was', async () => {
    const { played, exploration } = exploring({ 1: [['web-0', 'web-1', 'web-2']] });
    const explored = await exploreRuns(exploration);
    const atStake = new Map(properties.map(({ id }) => [id, [scenario(2)]]));
    await giveSecondChance(exploration, explored, atStake);
    expect(played).toEqual([1]);
  });
});
