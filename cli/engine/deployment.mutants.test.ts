import { testTeeth } from './fixture.ts';

testTeeth('Deployment');
