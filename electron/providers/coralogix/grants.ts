/** The rights of a Coralogix key as one list of grants: presets, which include many permissions, and single permissions. */
import type { Permission } from '../../../shared/model/catalogue.ts'
import type { Grant } from '../../../shared/model/model.ts'
import type { KeyInfo } from './generated/api-keys_pb.ts'

/** Permissions contain no space, so this prefix distinguishes a preset from a permission. */
const PRESET = 'preset '

/** The presets that the documentation names, read 2026; there may be others. */
const PRESETS = [
  'SendData',
  'APIKeys',
  'APM',
  'Actions',
  'AiObservability',
  'Alerts',
  'Auditing',
  'CICDIntegration',
  'ContextualData',
  'Dashboards',
  'DataAnalytics',
  'DataMap',
  'DataQuerying',
  'DataSetup',
  'DataUsage',
  'Enrichments',
  'Events2Metrics',
  'Extensions',
  'FleetManagement',
  'Grafana',
  'Incidents',
  'InfraMonitoring',
  'Integrations',
  'LiveTail',
  'NotificationCenter',
  'Olly',
  'OpenSearchDashboards',
  'OutboundWebhooks',
  'ParsingRules',
  'Payments',
  'RUM',
  'RecordingRules',
  'SLO',
  'SavedViews',
  'Security',
  'SourceMapping',
  'TCOPolicies',
  'TeamAdmin',
] as const

/** The permissions of the preset SendData, and those needed to manage keys. */
const SINGLE: ReadonlyMap<string, string> = new Map([
  ['logs.data-ingress:SendData', 'Send logs'],
  ['metrics.data-ingress:SendData', 'Send metrics'],
  ['spans.data-ingress:SendData', 'Send spans'],
  ['contextual-data:SendData', 'Send contextual data'],
  ['cloud-metadata-ingress:SendData', 'Send cloud metadata'],
  ['data-ingest-api-keys:Manage', 'Manage keys for sending data'],
  ['data-ingest-api-keys:ReadConfig', 'See keys for sending data'],
])

export interface Rights {
  readonly presets: string[]
  readonly permissions: string[]
}

/** Presets first, each as `preset <name>`. */
export const grantsOf = ({ presets, permissions }: Rights): readonly Grant[] =>
  [...new Set([...presets.map((name) => `${PRESET}${name}`), ...permissions])].map((permission) => ({
    permission,
  }))

/** The reverse of {@link grantsOf}. */
export function rightsOf(grants: readonly Grant[]): Rights {
  const names = grants.map(({ permission }) => permission.trim())
  const isPreset = (name: string): boolean => name.startsWith(PRESET)
  return {
    presets: names.filter(isPreset).map((name) => name.slice(PRESET.length).trim()),
    permissions: names.filter((name) => !isPreset(name)),
  }
}

/** The rights in an answer: an answer lists a preset with all its permissions, of which the preset's name is enough. */
export const rightsIn = ({ keyPermissions }: KeyInfo): Rights => ({
  presets: (keyPermissions?.presets ?? []).map(({ name }) => name).filter((name) => name !== ''),
  permissions: keyPermissions?.permissions ?? [],
})

/** The known permissions: from the documentation, and from the existing keys. No call lists them. */
export function knownPermissions(keys: readonly KeyInfo[]): readonly Permission[] {
  const used = keys.flatMap((key) => [
    ...rightsIn(key).permissions,
    ...(key.keyPermissions?.presets ?? []).flatMap(({ permissions }) => permissions),
  ])
  const presets = new Set([...PRESETS, ...keys.flatMap((key) => rightsIn(key).presets)])
  const single = new Set([...SINGLE.keys(), ...used])
  return [
    ...[...presets].map((name) => ({
      id: `${PRESET}${name}`,
      description: `Preset ${name}`,
      targetTypes: [],
    })),
    ...[...single].map((id) => ({ id, description: SINGLE.get(id) ?? id, targetTypes: [] })),
  ]
}
