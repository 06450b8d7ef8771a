import dev from '../../environments/dev';
import prod from '../../environments/prod';
import staging from '../../environments/staging';
import testing from '../../environments/test';
import { addresses } from '../../lib/testing';
import { stacksOf } from './program';

// An address is part of the public contract: a change of one destroys and recreates what it names. One line a resource.
describe('addresses of every resource', () => {
  const stacks = stacksOf(dev, testing, staging, prod);

  test.each([...stacks.keys()])('%s', (id) => {
    const content = stacks.get(id);
    expect(`\n${content ? addresses(content).join('\n') : ''}\n`).toMatchSnapshot();
  });

  test('test has the addresses of dev: only values differ', () => {
    for (const layer of ['bootstrap', 'network', 'cluster']) {
      const [one, other] = ['dev', 'test'].map((name) => stacks.get(`${name}-us-east-1-${layer}`));
      expect(one && other && addresses(one)).toEqual(other && addresses(other));
    }
  });
});
