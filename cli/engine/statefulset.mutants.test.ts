import { testTeeth } from './fixture.ts';

testTeeth('StatefulSet');
