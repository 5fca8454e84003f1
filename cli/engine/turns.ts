/**
 * Who does what next, where tasks are of several sorts. A worker that has done many tasks of a sort
 * is much faster at it than a newcomer, so each serves as few sorts as possible; all sorts are
 * served from the start, so that whoever interrupts a run has seen something of each.
 */

/** Does the tasks of all queues, the first of each queue first, one at a time per worker. */
export async function takeTurns<Task>(
  queues: readonly Task[][],
  workers: number,
  run: (task: Task, worker: number) => Promise<void>,
): Promise<void> {
  const work = async (worker: number) => {
    const own = shareOf(worker, workers, queues);
    for (let turn = 0; ; turn += 1) {
      const task = nextOf(own, turn) ?? longest(queues)?.shift();
      if (task === undefined) return;
      await run(task, worker);
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
}

/** An equal part of the queues, cut out of their row: two workers halve the second of three. */
function shareOf<T>(worker: number, workers: number, queues: readonly T[]): readonly T[] {
  const start = Math.floor((worker * queues.length) / workers);
  const end = Math.ceil(((worker + 1) * queues.length) / workers);
  return queues.slice(start, end);
}

/** From one queue after the other. */
function nextOf<Task>(queues: readonly Task[][], turn: number): Task | undefined {
  const left = queues.filter((queue) => queue.length > 0);
  return left[turn % Math.max(1, left.length)]?.shift();
}

function longest<Task>(queues: readonly Task[][]): Task[] | undefined {
  return queues.toSorted((one, other) => other.length - one.length)[0];
}
