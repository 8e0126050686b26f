/** The providers that the demo plays: an emulator of each, keys in every state, and names that test a list. */
import { startAwsIam, type AwsEmulator } from '../emulators/aws-iam.ts'
import { startCloudflare, type FlareEmulator } from '../emulators/cloudflare.ts'
import { startCoralogix, type CoralogixEmulator } from '../emulators/coralogix.ts'
import { startGitLab, type GitLabEmulator } from '../emulators/gitlab.ts'
import { startGrafana, type GrafanaEmulator } from '../emulators/grafana.ts'
import { startIonos, type IonosEmulator } from '../emulators/ionos.ts'
import { startNebulaBlock, type NebulaEmulator } from '../emulators/nebula-block.ts'
import { startOpenAi, type OpenAiEmulator } from '../emulators/openai.ts'
import { startOpsManager, type OpsManagerEmulator } from '../emulators/ops-manager.ts'
import { startOpenRouter, type OpenRouterEmulator } from '../emulators/openrouter.ts'
import { startRipeAtlas, type AtlasEmulator } from '../emulators/ripe-atlas.ts'
import { startVercel, type VercelEmulator } from '../emulators/vercel.ts'

export interface DemoProviders {
  readonly atlas: AtlasEmulator
  readonly monitoring: IonosEmulator
  readonly logging: IonosEmulator
  readonly nebula: NebulaEmulator
  readonly coralogix: CoralogixEmulator
  readonly opsManager: OpsManagerEmulator
  readonly grafana: GrafanaEmulator
  readonly openAi: OpenAiEmulator
  readonly vercel: VercelEmulator
  readonly gitlab: GitLabEmulator
  readonly aws: AwsEmulator
  readonly openRouter: OpenRouterEmulator
  readonly cloudflare: FlareEmulator
  close(): Promise<void>
}

/** RIPE Atlas also lists the key that Keyhold signs in with: 128 in all. */
const ATLAS_KEYS = 127
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const LONG =
  'measurement-scheduler of the routing research group, second rack, behind the old load balancer; ' +
  'do not renew before the paper is submitted, ask the people of the night shift first, then the archive'

/** The notes that the team has written on the provider's site, by the number of the key. Times are relative to now. */
const EDITS: readonly {
  readonly label: string
  readonly startsInMs?: number
  readonly endsInMs?: number | 'never'
  readonly enabled?: boolean
}[] = [
  { label: 'grafana-prod', endsInMs: 6.5 * DAY_MS, enabled: true },
  { label: 'probe-scheduler', endsInMs: 3.5 * HOUR_MS, enabled: true },
  { label: 'nightly-export', endsInMs: -1 * DAY_MS, enabled: true },
  { label: 'dns-research-2027', startsInMs: 5 * DAY_MS, endsInMs: 400 * DAY_MS, enabled: true },
  { label: 'anycast-map', endsInMs: 'never', enabled: true },
  { label: 'old-dashboard', endsInMs: 90 * DAY_MS, enabled: false },
  { label: LONG, endsInMs: 20 * DAY_MS, enabled: true },
  { label: 'مفتاح القياسات للإنتاج', endsInMs: 12 * DAY_MS, enabled: true },
  { label: 'מפתח מדידות 7 (prod)', endsInMs: 200 * DAY_MS, enabled: true },
  { label: '計測キー・東京', endsInMs: 45 * DAY_MS, enabled: true },
  { label: 'status-page', endsInMs: 150 * DAY_MS, enabled: true },
]

/** Starts them on free ports of 127.0.0.1. */
export async function startDemoProviders(): Promise<DemoProviders> {
  const atlas = await startRipeAtlas({ keys: ATLAS_KEYS })
  const monitoring = await startIonos({ keys: 6, regions: ['de-fra', 'de-txl', 'es-vit'] })
  const logging = await startIonos({ service: 'logging', keys: 4, regions: ['de-fra', 'gb-lhr'] })
  const nebula = await startNebulaBlock({ keys: 5 })
  const coralogix = await startCoralogix({ keys: 4 })
  const opsManager = await startOpsManager({ keys: 3 })
  const grafana = await startGrafana({ keys: 4 })
  const openAi = await startOpenAi({ keys: 3 })
  const vercel = await startVercel({ keys: 4 })
  const gitlab = await startGitLab({ keys: 8 })
  const aws = await startAwsIam({ keys: 4 })
  aws.addUser('deploy-bot')
  const openRouter = await startOpenRouter({ keys: 4 })
  const cloudflare = await startCloudflare({ keys: 4 })
  // The first key is the account's credential.
  const edited = atlas.keys.slice(1, 1 + EDITS.length).map(({ uuid }) => uuid.slice(0, 8))
  for (const [index, handle] of edited.entries()) await edit(atlas, handle, index)
  return {
    atlas,
    monitoring,
    logging,
    nebula,
    coralogix,
    opsManager,
    grafana,
    openAi,
    vercel,
    gitlab,
    aws,
    openRouter,
    cloudflare,
    async close() {
      const http = [nebula, opsManager, grafana, openAi, vercel, gitlab, aws, openRouter, cloudflare]
      const all = [atlas, monitoring, logging, coralogix, ...http]
      await Promise.all(all.map((one) => one.close()))
    },
  }
}

async function edit(atlas: AtlasEmulator, handle: string, index: number): Promise<void> {
  const { label, startsInMs, endsInMs, enabled = true } = EDITS[index] ?? { label: handle }
  const inMs = (distance: number | 'never' | undefined) =>
    typeof distance === 'number' ? new Date(Date.now() + distance).toISOString() : null
  const answer = await fetch(`${atlas.origin}/api/v2/keys/${handle}/`, {
    method: 'PATCH',
    headers: { authorization: `Key ${atlas.credential}`, 'content-type': 'application/json' },
    body: JSON.stringify({ label, valid_from: inMs(startsInMs), valid_to: inMs(endsInMs), enabled }),
  })
  if (!answer.ok)
    throw new Error(`The demo's key ${String(index)} could not be edited: ${String(answer.status)}`)
}
