/** Every time budget of the suite, each with its reason. Milliseconds. */

/** The longest that an informer of the model lags behind its store: long enough that several
 * writes fall into it, short enough that a scenario of a minute sees it end many times. */
export const modelStalenessMs = 2_000;

/** The longest that a sync of the model takes from reading its caches to its last write: a dozen
 * requests, one in ten of them slow. A write may be that much older than the caches it came
 * from. */
export const modelSyncMs = 1_000;

/** How far a real controller's caches may lag. Watches of a healthy API server deliver within
 * milliseconds; a loaded two-core machine was seen to need seconds; ten leave room. */
export const clusterStalenessMs = 10_000;
/** Of these ten, what is for the watches. The rest is for the length of a sync, which is known
 * where the API server says how long its requests took: at most as long as the slowest dozen of
 * them one after the other. On a machine with 24 times too much to do that was seen to be 12 s. */
export const clusterWatchLagMs = 4_000;
export const requestsOfASync = 12;

/** Timestamps in objects are whole seconds; on a cluster clocks and rounding add another. */
export const modelClockToleranceMs = 1_000;
export const clusterClockToleranceMs = 2_000;

/** Without a change for this long (beyond the scenario's own timers) the world counts as at rest.
 * The model's figure covers the garbage collector's and node controller's periods. */
export const modelQuietMs = 30_000;
/** Where something looks unfinished: work-queue back-off of a key that failed a few times, and the
 * wait of a busy machine, stay below this. */
export const clusterQuietMs = 8_000;
/** Enough where every controller has reported that it is done. On a machine with nine times the
 * work that it has processors for, 0.9 s was the longest silence with something still to come. */
export const clusterDoneQuietMs = 1_500;

/** How long the world may take to come to rest once every fault has ended. */
export const modelSettleDeadlineMs = 3_600_000;
export const clusterSettleDeadlineMs = 180_000;

/** How long it must then stay at rest. */
export const modelHoldMs = 60_000;
export const clusterHoldMs = 2_000;
