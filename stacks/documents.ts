import { type Documents, errorsDocument, loadErrorTables } from '../lib/cli';
import { canonicalJson } from '../lib/core/canonical-json';
import { environmentJsonSchema } from '../lib/core/environment';

/** What `npm run docs` writes; a test holds it equal to what stands in docs/. */
export const documents: Documents = {
  'docs/environment.schema.json': () => canonicalJson(environmentJsonSchema()),
  'docs/errors.md': () => errorsDocument(loadErrorTables()),
};
