/** When claims about the world at rest are judged. */
import type { PhaseEvent, TraceEvent } from '../../specs/trace.ts';

/** Has the world come to rest just now? A hold that began because the time was up is none. */
export function isQuietRest(event: TraceEvent): event is PhaseEvent {
  return event.event === 'phase' && event.phase === 'hold' && event.quiet === true;
}
