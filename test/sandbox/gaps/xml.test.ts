import { all, child, readXml, removeChild, setChild, textAt, writeXml, xml } from '../../../sandbox/gaps/xml';

const body = (text: string) => ({ body: Buffer.from(text) });

describe('xml', () => {
  const text =
    '<Answer xmlns="urn:a"><List><member><Id>001</Id><Text> a &lt;b&gt; &amp; c </Text></member><member><Id>2</Id></member></List><Empty></Empty></Answer>';

  it('writes what it has read', () => {
    expect(writeXml(readXml(body(`<?xml version="1.0"?>\n${text}`)))).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n${text}`,
    );
  });

  it('finds, sets and removes', () => {
    const root = readXml(body(text));
    expect(textAt(root, 'List', 'member', 'Text')).toBe(' a <b> & c ');
    expect(textAt(root, 'List', 'nothing', 'Text')).toBeUndefined();
    expect(all(root, 'Id').map((one) => one.text)).toEqual(['001', '2']);
    expect(all(root, (one) => child(one, 'Text') !== undefined).map((one) => one.name)).toEqual(['member']);
    const list = child(root, 'List') ?? root;
    setChild(list, xml('New', [xml('In', 'x&y')]));
    setChild(root, xml('Empty', 'full'));
    removeChild(list, 'member');
    expect(writeXml(root)).toContain(
      '<Answer xmlns="urn:a"><List><New><In>x&amp;y</In></New></List><Empty>full</Empty></Answer>',
    );
  });

  it('reads nothing as an element without a name', () => {
    expect(readXml(body(''))).toEqual(xml('', []));
  });
});
