import { testTeeth } from './fixture.ts';

testTeeth('DaemonSet');
