/** The log streams of an IONOS Logging pipeline: the first one in separate fields, each further one in one line. Source: the Go SDK's models. */
import { z } from 'zod'
import type { Field } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { Answer } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { invalid, textOf } from '../forms.ts'
import { readAnswer } from '../json.ts'

type Choices = readonly (readonly [value: string, label: string])[]

const SOURCES: Choices = [
  ['generic', 'Any'],
  ['kubernetes', 'Kubernetes'],
  ['docker', 'Docker'],
  ['systemd', 'systemd'],
]
const PROTOCOLS: Choices = [
  ['http', 'HTTP'],
  ['tcp', 'TCP'],
]
const RETENTIONS: Choices = [
  ['30', '30 days'],
  ['14', '14 days'],
  ['7', '7 days'],
  // The API accepts this value without documenting its meaning.
  ['0', '0 days'],
]

const choice = (name: string, label: string, choices: Choices): Field => ({
  name,
  label,
  kind: 'choice',
  choices: choices.map(([value, text]) => ({ value, label: text })),
  required: true,
  initial: choices[0]?.[0] ?? '',
})

export const LOG_FIELDS: readonly Field[] = [
  {
    name: 'tag',
    label: 'Tag',
    help: 'Marks this stream of logs: 3 to 20 letters and digits',
    kind: 'text',
    required: true,
    maxLength: 20,
  },
  choice('source', 'Source', SOURCES),
  choice('protocol', 'Protocol', PROTOCOLS),
  choice('retention', 'Kept for', RETENTIONS),
  {
    name: 'more',
    label: 'More streams',
    help: 'Each as its tag, source, protocol and days: “web2 docker http 14”',
    kind: 'choices',
    choices: [],
    other: true,
    required: false,
    maxLength: 60,
    advanced: true,
  },
]

const isOneOf = (choices: Choices, text: string): boolean => choices.some(([value]) => value === text)

const Log = z.object({
  tag: z.string().regex(/^[A-Za-z0-9]{3,20}$/),
  source: z.string().refine((text) => isOneOf(SOURCES, text)),
  protocol: z.string().refine((text) => isOneOf(PROTOCOLS, text)),
  destinations: z
    .tuple([
      z.object({
        type: z.literal('loki'),
        retentionInDays: z.number().refine((days) => isOneOf(RETENTIONS, String(days))),
      }),
    ])
    .readonly(),
})
type Log = z.infer<typeof Log>

/** Throws Failure `invalid` if a line of `draft` is not a stream. `draft` is cleaned. */
export function checkLogs(draft: FormValues): void {
  if (!Log.safeParse(firstOf(draft)).success) throw invalid('tag', 'malformed')
  if (moreOf(draft).some((log) => !Log.safeParse(log).success)) throw invalid('more', 'malformed')
}

/** The streams in the form of a request. */
export const writeLogs = (draft: FormValues): readonly Log[] => [firstOf(draft), ...moreOf(draft)]

const Whole = z.object({ properties: z.object({ logs: z.tuple([Log], Log) }) })

/**
 * The draft fields of a pipeline's streams. Throws Failure `provider` `not-understood` if a stream has something that the form has no field for: the
 * copy would be incomplete.
 */
export function readLogs(answer: Answer): FormValues {
  const { logs } = readAnswer(Whole, answer).properties
  const [{ tag, source, protocol, destinations }, ...others] = logs
  const more = others.map((log) =>
    [log.tag, log.source, log.protocol, log.destinations[0].retentionInDays].join(' '),
  )
  if (new Set(more).size < more.length) throw notUnderstood(answer.status)
  return {
    tag,
    source,
    protocol,
    retention: String(destinations[0].retentionInDays),
    ...(more.length === 0 ? {} : { more }),
  }
}

const firstOf = (draft: FormValues): Log =>
  logOf(textOf(draft, 'tag'), textOf(draft, 'source'), textOf(draft, 'protocol'), textOf(draft, 'retention'))

function moreOf({ more }: FormValues): readonly Log[] {
  const lines = Array.isArray(more) ? more.filter((line) => typeof line === 'string') : []
  return lines.map((line) => {
    const [tag = '', source = '', protocol = '', days = '', ...rest] = line.split(/\s+/)
    return logOf(tag, source, protocol, rest.length === 0 ? days : '')
  })
}

const logOf = (tag: string, source: string, protocol: string, days: string): Log => ({
  tag,
  source,
  protocol,
  destinations: [{ type: 'loki', retentionInDays: days === '' ? NaN : Number(days) }],
})
