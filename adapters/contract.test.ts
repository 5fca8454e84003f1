import { describeContract } from './contract.ts';
import { modelAdapter } from './model/adapter.ts';

describeContract('model', modelAdapter({}), 20_000);
