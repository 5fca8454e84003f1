/** The controllers in front of whose pods Services are judged. */
export type Served = 'Deployment' | 'StatefulSet';
