import { generateEnvironments } from '../../bench/generate';
import { problemsIn } from '../stacks/program';

test('the environments of the benchmark stand beside each other', async () => {
  expect(await problemsIn(...generateEnvironments(2).map(({ data }) => data))).toEqual([]);
});
