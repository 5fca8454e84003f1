import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ServerResponse } from 'node:http';
import type { FakeServer } from './fixture.ts';
import { answer, lineOf, listOf, objectOf, startFakeServer } from './fixture.ts';
import { createRest } from './rest.ts';
import type { Watching } from './watch.ts';
import { parseEvent, watchKind } from './watch.ts';

const pod = (name: string, revision: number) => objectOf('Pod', name, revision);

let server: FakeServer | undefined;
let watching: Watching | undefined;
afterEach(async () => {
  watching?.stop();
  await server?.close();
});

/** What each list and each watch connection answers, in turn; the last of each goes on for ever. */
async function watchAgainst(script: {
  readonly lists: readonly object[];
  readonly watches: readonly ((response: ServerResponse, since: string | null) => void)[];
}) {
  const told: string[] = [];
  const since: (string | null)[] = [];
  let lists = 0;
  let watches = 0;
  server = await startFakeServer(({ url }, response) => {
    if (url.searchParams.get('watch') === null) {
      const list = script.lists[Math.min(lists, script.lists.length - 1)];
      lists += 1;
      return answer(response, list);
    }
    const revision = url.searchParams.get('resourceVersion');
    since.push(revision);
    const step = script.watches[Math.min(watches, script.watches.length - 1)];
    watches += 1;
    response.writeHead(200);
    step?.(response, revision);
  });
  const rest = createRest(server.transport);
  watching = await watchKind({ kind: 'Pod', namespace: 'here' }, rest, server.transport, {
    change: ({ change, object, isSetUp }) =>
      told.push(`${change} ${object.metadata.name}${isSetUp ? ' (set up)' : ''}`),
    gap: (kind, reason) => told.push(`gap ${kind}: ${reason}`),
  });
  return { told, since, watching };
}

function stayOpen(response: ServerResponse): void {
  response.flushHeaders();
}

/** For a loaded machine; what is waited for comes within milliseconds. */
const patience = { timeout: 10_000 };
const told = async (actual: readonly string[], ...expected: readonly string[]) =>
  vi.waitFor(() => expect(actual).toEqual(expected), patience);

describe('watching a kind', () => {
  test('tells what is there, then every change', async () => {
    const run = await watchAgainst({
      lists: [listOf(5, [pod('a', 3)])],
      watches: [
        (response) => {
          response.write(lineOf('ADDED', pod('b', 6)));
          response.write(lineOf('MODIFIED', pod('a', 7)));
          response.write(lineOf('DELETED', pod('b', 8)));
        },
      ],
    });
    await told(run.told, 'ADDED a (set up)', 'ADDED b', 'MODIFIED a', 'DELETED b');
    expect(run.since).toEqual(['5']);
  });

  test('goes on from the last revision when the connection drops within a line', async () => {
    const run = await watchAgainst({
      lists: [listOf(5)],
      watches: [
        (response) => {
          response.write(lineOf('ADDED', pod('a', 6)));
          response.write(lineOf('MODIFIED', pod('a', 7)).slice(0, 30), () => response.destroy());
        },
        (response) => {
          response.write(lineOf('MODIFIED', pod('a', 7)));
        },
      ],
    });
    await told(run.told, 'ADDED a', 'MODIFIED a');
    expect(run.since).toEqual(['5', '6']);
  });

  test('goes on from a bookmark', async () => {
    const run = await watchAgainst({
      lists: [listOf(5)],
      watches: [
        (response) =>
          response.end(lineOf('BOOKMARK', { metadata: { resourceVersion: '41' } })),
        (response) => response.write(lineOf('ADDED', pod('a', 42))),
      ],
    });
    await told(run.told, 'ADDED a');
    expect(run.since).toEqual(['5', '41']);
  });

  test('a line that cannot be read ends the stream, not the watch', async () => {
    const run = await watchAgainst({
      lists: [listOf(5)],
      watches: [
        (response) => response.write(`${lineOf('ADDED', pod('a', 6))}{"type":"MODI\n`),
        (response) => response.write(lineOf('MODIFIED', pod('a', 7))),
      ],
    });
    await told(run.told, 'ADDED a', 'MODIFIED a');
    expect(run.since).toEqual(['5', '6']);
  });

  test('lists anew, and tells a gap, when the API server has forgotten the revision', async () => {
    const run = await watchAgainst({
      lists: [listOf(5, [pod('a', 3)]), listOf(90, [pod('b', 80)])],
      watches: [
        (response) => response.write(lineOf('ERROR', { kind: 'Status', code: 410 })),
        stayOpen,
      ],
    });
    await told(
      run.told,
      'ADDED a (set up)',
      'gap Pod: the API server no longer had the revision at which the watch was (410)',
      'ADDED b',
      'DELETED a',
    );
    await vi.waitFor(() => expect(run.since).toEqual(['5', '90']));
  });

  test('lists anew when going on is refused again and again', async () => {
    const refuse = (response: ServerResponse) =>
      response.end(lineOf('ERROR', { kind: 'Status', code: 500 }));
    const run = await watchAgainst({
      lists: [listOf(5), listOf(90, [pod('b', 80)])],
      watches: [refuse, refuse, refuse, refuse, refuse, stayOpen],
    });
    const reason = 'the API server refused to go on with the watch';
    await vi.waitFor(() => expect(run.told).toEqual([`gap Pod: ${reason}`, 'ADDED b']), patience);
  });
});

describe('catching up with a list', () => {
  test('waits for what is on its way', async () => {
    let late: ServerResponse | undefined;
    const run = await watchAgainst({
      lists: [listOf(5), listOf(7, [pod('a', 6)])],
      watches: [(response) => stayOpen((late = response))],
    });
    await vi.waitFor(() => expect(late).toBeDefined());
    const end = run.watching.catchUp(10_000);
    late?.write(lineOf('ADDED', pod('a', 6)));
    expect(await end).toBe(7);
    expect(run.told).toEqual(['ADDED a']);
  });

  test('leaves a connection that is dead without telling, and goes on over another', async () => {
    const run = await watchAgainst({
      lists: [listOf(5), listOf(7, [pod('a', 6)])],
      watches: [stayOpen, (response) => response.write(lineOf('ADDED', pod('a', 6)))],
    });
    await vi.waitFor(() => expect(run.since).toEqual(['5']), patience);
    expect(await run.watching.catchUp(2_000)).toBe(7);
    expect(run.told).toEqual(['ADDED a']);
    expect(run.since).toEqual(['5', '5']);
  });

  test('an event that was lost silently becomes a gap, and the list is taken over', async () => {
    const run = await watchAgainst({
      lists: [listOf(5, [pod('a', 3)]), listOf(9, [pod('a', 8)])],
      watches: [stayOpen],
    });
    expect(await run.watching.catchUp(0)).toBe(9);
    expect(run.told).toEqual([
      'ADDED a (set up)',
      'gap Pod: the watch never told what a list shows: Pod/a as of 8',
      'MODIFIED a',
    ]);
  });
});

describe('a line of a watch', () => {
  test('is read for what it says', () => {
    expect(parseEvent(lineOf('DELETED', pod('a', 4)))).toMatchObject({
      type: 'DELETED',
      resourceVersion: '4',
    });
    expect(parseEvent(lineOf('ERROR', { code: 410 }))).toEqual({ type: 'ERROR', code: 410 });
  });

  test.for([
    '',
    '{',
    '[]',
    '{"type":"ADDED"}',
    '{"type":"NEW","object":{}}',
    '{"type":"ADDED","object":{}}',
  ])('says nothing when it is %j', (line) => {
    expect(parseEvent(line)).toBeUndefined();
  });
});
