import { type XmlElement, xml } from './xml';

/** The tags that a call names: `<prefix>.1.Key`, `<prefix>.1.Value` and so on. */
export function tagsOf(sent: URLSearchParams, prefix: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (let at = 1; ; at += 1) {
    const key = sent.get(`${prefix}.${at}.Key`);
    if (key === null) return tags;
    tags.set(key, sent.get(`${prefix}.${at}.Value`) ?? '');
  }
}

/** The tags of an answer. */
export function tagSet(tags: ReadonlyMap<string, string>): XmlElement {
  const items = [...tags].map(([key, value]) => xml('item', [xml('key', key), xml('value', value)]));
  return xml('tagSet', items);
}
