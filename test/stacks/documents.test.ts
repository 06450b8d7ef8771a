import { projectRoot } from '../../lib/cli';
import { staleDocuments } from '../../lib/cli/docs/documents';
import { documents } from '../../stacks/documents';

test('the documents made from the code are up to date (else: npm run docs)', () => {
  expect(staleDocuments(projectRoot(__dirname), documents)).toEqual([]);
});
