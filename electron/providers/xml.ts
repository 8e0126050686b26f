/** Reads XML answers as data: only elements, without custom entities and without a document type. */
import { DOMParser, type Element } from '@xmldom/xmldom'
import type { Answer } from '../core/ports/provider.ts'
import type { z } from 'zod'
import { notUnderstood } from './failure.ts'

/** No real answer of a provider nests deeper. */
const MOST_DEPTH = 32

/** An element's text, or its child elements by name. A name that occurs several times has a list. */
export type XmlData = string | { readonly [name: string]: XmlData | readonly XmlData[] }

/** The root element by its name; `undefined` if the body is not XML, or has a document type. */
export function parseXml(body: Uint8Array): XmlData | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    // SECURITY: a document type may define entities that grow without end.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined
    const root = new DOMParser({
      onError: (level, words) => {
        if (level !== 'warning') throw new Error(words)
      },
    }).parseFromString(text, 'text/xml').documentElement
    return root === null ? undefined : { [nameOf(root)]: dataOf(root, 1) }
  } catch {
    return undefined
  }
}

/** The answer's body in the shape of `schema`. Throws Failure `provider` `not-understood`. */
export function readXmlAnswer<T>(schema: z.ZodType<T>, { body, status }: Answer): T {
  const parsed = schema.safeParse(parseXml(body))
  if (!parsed.success) throw notUnderstood(status)
  return parsed.data
}

const nameOf = ({ localName, nodeName }: Element): string => localName ?? nodeName

function dataOf(element: Element, depth: number): XmlData {
  if (depth > MOST_DEPTH) throw new Error('The XML is too deep')
  const children = [...element.childNodes].filter((node): node is Element => node.nodeType === 1)
  if (children.length === 0) return element.textContent ?? ''
  const data = new Map<string, XmlData[]>()
  for (const child of children) {
    const name = nameOf(child)
    const values = data.get(name) ?? []
    values.push(dataOf(child, depth + 1))
    data.set(name, values)
  }
  return Object.fromEntries([...data].map(([name, values]) => [name, soleOf(values)]))
}

const soleOf = (values: readonly XmlData[]): XmlData | readonly XmlData[] => {
  const [first] = values
  return values.length === 1 && first !== undefined ? first : values
}
