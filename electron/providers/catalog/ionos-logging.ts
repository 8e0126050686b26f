/** IONOS Cloud Logging: one key per log pipeline. */
import type { Field } from '../../../shared/catalogue.ts'
import type { FormValues } from '../../../shared/model.ts'
import { defineProvider } from '../define.ts'
import { invalid, textOf } from '../forms.ts'
import { ionosService } from '../ionos/service.ts'

type Choices = readonly (readonly [value: string, label: string])[]

const choice = (name: string, label: string, choices: Choices): Field => ({
  name,
  label,
  kind: 'choice',
  choices: choices.map(([value, text]) => ({ value, label: text })),
  required: true,
  initial: choices[0]?.[0] ?? '',
})

const FIELDS: readonly Field[] = [
  {
    name: 'tag',
    label: 'Tag',
    help: 'Marks this stream of logs: 3 to 20 letters and digits.',
    kind: 'text',
    required: true,
    maxLength: 20,
  },
  choice('source', 'Source', [
    ['generic', 'Any'],
    ['kubernetes', 'Kubernetes'],
    ['docker', 'Docker'],
    ['systemd', 'systemd'],
  ]),
  choice('protocol', 'Protocol', [
    ['http', 'HTTP'],
    ['tcp', 'TCP'],
  ]),
  // The API also takes 0, without saying what that means.
  choice('retention', 'Kept for', [
    ['30', '30 days'],
    ['14', '14 days'],
    ['7', '7 days'],
  ]),
]

/** One stream of logs; more of them are added in the console. */
function properties(draft: FormValues) {
  const retentionInDays = Number(textOf(draft, 'retention'))
  const log = {
    source: textOf(draft, 'source'),
    tag: textOf(draft, 'tag'),
    protocol: textOf(draft, 'protocol'),
    destinations: [{ type: 'loki', retentionInDays }],
  }
  return { logs: [log] }
}

const service = ionosService({
  id: 'ionos-logging',
  name: 'IONOS Logging',
  summary: 'Lists, creates and deletes log pipelines and renews their keys.',
  docsUrl: 'https://docs.ionos.com/cloud/observability/logging-service',
  host: 'logging',
  privilege: 'accessAndManageLogging',
  data: 'logs',
  fields: FIELDS,
  properties,
})

export default defineProvider({
  ...service,
  create: {
    ...service.create,
    check(draft, settings) {
      const checked = service.create.check(draft, settings)
      if (!/^[A-Za-z0-9]{3,20}$/.test(textOf(checked.draft, 'tag'))) throw invalid('tag', 'malformed')
      return checked
    },
  },
})
