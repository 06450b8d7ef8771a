import { XMLBuilder, XMLParser } from 'fast-xml-parser';

/** An element of an answer of an XML protocol; attributes stay as they are. */
export interface XmlElement {
  /** Its name. */
  readonly name: string;
  /** The elements in it, in order. */
  readonly children: XmlElement[];
  /** Its text; empty when it holds elements. */
  text: string;
  /** Its attributes, as the parser has them. */
  readonly attributes: Readonly<Record<string, string>>;
}

type Parsed = { readonly [name: string]: unknown };

const options = {
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
} as const;

/** Reads an answer of an XML protocol; without a root it is an element without a name. */
export function readXml({ body }: { readonly body: Buffer }): XmlElement {
  const parsed = new XMLParser({ ...options, ignoreDeclaration: true }).parse(
    body.toString('utf8'),
  ) as Parsed[];
  const root = parsed.map(elementOf).find((one) => one !== undefined);
  return root ?? xml('', []);
}

function elementOf(parsed: Parsed): XmlElement | undefined {
  const name = Object.keys(parsed).find((key) => key !== ':@');
  if (name === undefined || name === '#text') return undefined;
  const inside = parsed[name] as Parsed[];
  const children = inside.map(elementOf).filter((one) => one !== undefined);
  const text = inside.map((one) => ('#text' in one ? String(one['#text']) : '')).join('');
  return {
    name,
    children,
    text: children.length > 0 ? '' : text,
    attributes: (parsed[':@'] ?? {}) as XmlElement['attributes'],
  };
}

/** Writes an element as a document. */
export function writeXml(root: XmlElement): string {
  const text = new XMLBuilder({ ...options, suppressEmptyNode: false }).build([parsedOf(root)]) as string;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}`;
}

function parsedOf({ name, children, text, attributes }: XmlElement): Parsed {
  const inside = children.length > 0 ? children.map(parsedOf) : text === '' ? [] : [{ '#text': text }];
  return { [name]: inside, ...(Object.keys(attributes).length > 0 && { ':@': attributes }) };
}

/** Makes an element with a text, or with elements in it. */
export function xml(
  name: string,
  content: string | XmlElement[],
  attributes: XmlElement['attributes'] = {},
): XmlElement {
  return typeof content === 'string'
    ? { name, children: [], text: content, attributes }
    : { name, children: content, text: '', attributes };
}

/** The first child of that name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

/** The text at a path of names below an element; undefined when nothing is there. */
export function textAt(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return path.reduce(child, element)?.text;
}

/** Every element of that name, or of which something holds, at any depth. */
export function all(element: XmlElement, wanted: string | ((one: XmlElement) => boolean)): XmlElement[] {
  const below = element.children.flatMap((one) => all(one, wanted));
  const own = typeof wanted === 'string' ? element.name === wanted : wanted(element);
  return own ? [element, ...below] : below;
}

/** Puts a child in the place of the one of its name, or behind the others. */
export function setChild(element: XmlElement, wanted: XmlElement): void {
  const at = element.children.findIndex((one) => one.name === wanted.name);
  if (at < 0) element.children.push(wanted);
  else element.children[at] = wanted;
}

/** Takes away the children of that name. */
export function removeChild(element: XmlElement, name: string): void {
  const kept = element.children.filter((one) => one.name !== name);
  element.children.splice(0, element.children.length, ...kept);
}
