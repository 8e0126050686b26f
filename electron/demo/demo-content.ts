/** The content of a demo vault: three accounts and some manual keys, in the states that Keyhold is made for. All times are relative to now. */
import { DAY_MS } from '../../shared/expiry/expiry.ts'
import type { Instant } from '../../shared/model/model.ts'
import type { LocalFields } from '../../shared/model/local-fields.ts'

export interface DemoKey {
  readonly name: string
  readonly description?: string
  /** Days since the key was created, and since it was last used. */
  readonly age: number
  readonly used?: number
  /** Days until the key becomes valid and until it expires. Negative: in the past. */
  readonly starts?: number
  readonly expires?: number
  readonly isDisabled?: true
  /** Keyhold stores no secret for it. */
  readonly isMissing?: true
  readonly permissions?: readonly string[]
  readonly fields?: LocalFields
}

const READ = ['measurements.list_measurements']
const SCHEDULE = ['measurements.create_measurement', 'credits.get_credit_info']

/** The key is replaced with an overlap while the vault is filled. */
export const OVERLAPPING = ['dashboard-export', 'batch-inference'] as const
/** The key is regenerated while the vault is filled, and the response is lost. */
export const UNCONFIRMED = 'latency-alerts'

export const LAB = {
  name: 'RIPE Atlas lab',
  keys: [
    {
      name: 'grafana-prod',
      age: 200,
      used: 0.02,
      expires: 6.5,
      permissions: READ,
      fields: {
        favourite: true,
        environment: 'GRAFANA_ATLAS_KEY',
        tags: ['prod', 'dashboards'],
        notes: 'Also in the deployment secrets of the dashboards repository.',
      },
    },
    {
      name: 'probe-scheduler',
      age: 360,
      used: 0.01,
      expires: 0.4,
      permissions: SCHEDULE,
      fields: { favourite: true, tags: ['prod'], environment: 'ATLAS_API_KEY' },
    },
    {
      name: 'nightly-export',
      age: 370,
      used: 1.2,
      expires: -1,
      permissions: READ,
      fields: { tags: ['batch'], notes: 'Ask research whether this is still needed.' },
    },
    {
      name: 'dashboard-export',
      age: 120,
      used: 0.1,
      expires: 24,
      permissions: READ,
      fields: { tags: ['dashboards'] },
    },
    {
      name: 'latency-alerts',
      age: 90,
      used: 0.5,
      expires: 90,
      permissions: SCHEDULE,
      fields: { tags: ['prod', 'alerts'] },
    },
    { name: 'dns-research', age: 14, starts: 5, expires: 370, permissions: SCHEDULE },
    {
      name: 'anycast-map',
      age: 500,
      used: 0.2,
      permissions: READ,
      fields: { favourite: true, tags: ['public'] },
    },
    { name: 'old-dashboard', age: 640, used: 210, expires: 90, isDisabled: true, permissions: READ },
    { name: 'student-project', age: 60, used: 12, expires: 20, isMissing: true, permissions: SCHEDULE },
    {
      name: 'status-page',
      age: 30,
      used: 0.03,
      expires: 150,
      permissions: READ,
      fields: { tags: ['public'] },
    },
    { name: 'traceroute-archive', age: 410, used: 40, expires: 320, isMissing: true, permissions: READ },
  ] satisfies readonly DemoKey[],
} as const

export const PRODUCTION = {
  name: 'RIPE Atlas production',
  keys: [
    {
      name: 'edge-monitor-fra',
      age: 80,
      used: 0.01,
      expires: 285,
      permissions: SCHEDULE,
      fields: { tags: ['prod', 'edge'] },
    },
    {
      name: 'edge-monitor-ams',
      age: 80,
      used: 0.01,
      expires: 285,
      permissions: SCHEDULE,
      fields: { tags: ['prod', 'edge'] },
    },
    {
      name: 'edge-monitor-sin',
      age: 80,
      used: 0.02,
      expires: 285,
      permissions: SCHEDULE,
      fields: { tags: ['prod', 'edge'] },
    },
    {
      name: 'sla-report',
      age: 340,
      used: 3,
      expires: 12,
      permissions: READ,
      fields: { tags: ['reports'], notes: 'Customers see these numbers.' },
    },
    {
      name: 'incident-bot',
      age: 150,
      used: 0.4,
      expires: 45,
      permissions: SCHEDULE,
      fields: { environment: 'INCIDENT_BOT_ATLAS' },
    },
    { name: 'capacity-planning', age: 700, used: 95, permissions: READ, isMissing: true },
  ] satisfies readonly DemoKey[],
} as const

export const NEBULA = {
  name: 'Nebula GPUs',
  keys: [
    {
      name: 'training-cluster',
      age: 45,
      description: 'GPU jobs of research',
      fields: { typedExpiry: 60, environment: 'NEBULA_API_KEY', tags: ['gpu', 'prod'] },
    },
    {
      name: 'batch-inference',
      age: 130,
      description: 'Nightly scoring',
      fields: { typedExpiry: 16, tags: ['gpu', 'batch'] },
    },
    { name: 'notebook-server', age: 20, description: 'Shared notebooks', fields: { tags: ['gpu'] } },
    {
      name: 'model-registry',
      age: 260,
      description: 'Uploads of models',
      fields: { favourite: true, typedExpiry: 100 },
    },
    { name: 'hackathon', age: 200, description: 'Two days in May', isMissing: true },
  ] satisfies readonly DemoKey[],
} as const

interface ManualKey {
  /** `typedExpiry` in days from now. */
  readonly fields: LocalFields & { readonly name: string }
  /** The prefix of its secret. */
  readonly prefix: string
}

export const MANUAL: readonly ManualKey[] = [
  {
    prefix: 'whsec_',
    fields: {
      name: 'webhook-signing',
      environment: 'WEBHOOK_SIGNING_KEY',
      notes: 'Shop backend. Change it together with the partner.',
      tags: ['shop', 'prod'],
      typedExpiry: 24,
    },
  },
  {
    prefix: 'smtp_',
    fields: {
      name: 'mail-relay',
      environment: 'SMTP_PASSWORD',
      tags: ['shop'],
      typedExpiry: 3,
      favourite: true,
    },
  },
  { prefix: '', fields: { name: 'legacy-ftp', tags: ['old'], notes: 'Nobody knows when it expires.' } },
  {
    prefix: 'map_',
    fields: { name: 'map-tiles', environment: 'MAP_TILES_TOKEN', tags: ['public'], typedExpiry: 'never' },
  },
  {
    prefix: 'pay_',
    fields: {
      name: 'payment-sandbox',
      environment: 'PAYMENT_SANDBOX_KEY',
      tags: ['shop', 'test'],
      typedExpiry: 200,
    },
  },
  {
    prefix: 'ci_',
    fields: { name: 'package-registry', environment: 'REGISTRY_TOKEN', tags: ['ci'], typedExpiry: -4 },
  },
]

/** The fields of a key with its expiry as an instant. */
export const fieldsAt = (now: Instant, { typedExpiry, ...fields }: LocalFields): LocalFields => ({
  ...fields,
  ...(typedExpiry !== undefined && {
    typedExpiry: typeof typedExpiry === 'number' ? now + typedExpiry * DAY_MS : typedExpiry,
  }),
})
