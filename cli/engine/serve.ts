/** The worker's side of a pool: answers one task after the other. */
import { parentPort } from 'node:worker_threads';
import { RunError } from '../../properties/explore-play.ts';
import { writeScenario } from '../../specs/scenario-file.ts';
import type { Envelope, Reply } from './pool.ts';

/** Handles every task that the pool sends to this thread. */
export function serve<Task, Result, Note>(
  handle: (task: Task, tell: (note: Note) => void) => Promise<Result>,
): void {
  const port = parentPort;
  if (port === null) throw new Error('this file runs in a worker thread only');
  port.on('message', ({ id, body: task }: Envelope<Task>) => {
    const tell = (note: Note) => port.postMessage({ id, kind: 'note', body: note });
    handle(task, tell).then(
      (result) => port.postMessage({ id, kind: 'result', body: result } satisfies Reply<Result>),
      (error: unknown) => {
        port.postMessage({ id, kind: 'error', body: failureOf(error) } satisfies Reply<Result>);
      },
    );
  });
}

/** A run that broke the suite is told together with its scenario, to be played again. */
function failureOf(error: unknown): { message: string; stack: string | undefined } {
  if (!(error instanceof Error)) return { message: String(error), stack: undefined };
  if (!(error instanceof RunError)) return { message: error.message, stack: error.stack };
  const cause = error.cause instanceof Error ? error.cause.stack : undefined;
  const story = `${error.message}\n${cause ?? ''}\nThe scenario:\n${writeScenario(error.scenario)}`;
  return { message: story, stack: story };
}
