/** The state of the IONOS emulator: pipelines by region, their keys, and their form on the wire. */
import { hexOf, labelOf, numberOf, recordHandedOut, runningClock, uuidOf } from './emulator.ts'
import { Refusal } from './refusal.ts'

export interface Pipeline {
  readonly id: string
  readonly region: string
  readonly name: string
  readonly createdAt: number
  readonly logs: readonly unknown[]
  status: 'AVAILABLE' | 'PROVISIONING' | 'DESTROYING' | 'FAILED'
  key: string
}

interface Options {
  readonly seed: string
  readonly keys: number
  readonly now: number | undefined
  readonly regions: readonly string[]
}

const DAY_MS = 86_400_000

/** 24 characters, including symbols, as in the documentation's sample. Derived only from `name`. */
const keyOf = (name: string): string => {
  const text = Buffer.from(hexOf(name), 'hex').toString('base64').replaceAll('+', '!').replaceAll('/', '~')
  return `${text.slice(0, 19)}^${text.slice(19, 23)}`
}

/** One to three log streams. Derived only from `name`. */
const logsOf = (name: string): readonly unknown[] =>
  Array.from({ length: 1 + numberOf(`${name} streams`, 3) }, (_, index) => ({
    source: ['generic', 'kubernetes', 'docker', 'systemd'][numberOf(`${name} source ${String(index)}`, 4)],
    tag: `app${String(index + 1)}`,
    protocol: ['http', 'tcp'][numberOf(`${name} protocol ${String(index)}`, 2)],
    destinations: [
      { type: 'loki', retentionInDays: [0, 7, 14, 30][numberOf(`${name} days ${String(index)}`, 4)] },
    ],
  }))

/** A vault with `keys` pipelines, distributed over the regions in turn. */
export function createPipelines({ seed, keys: count, now, regions }: Options) {
  const clock = runningClock(now)
  const startedAt = clock()
  const pipelines = new Map<string, Pipeline>()
  const live = new Set<string>()
  const isAlive = (secret: string): boolean => live.has(secret)
  const handedOut = recordHandedOut(isAlive)
  let issued = 0

  const add = (pipeline: Pipeline): Pipeline => {
    pipelines.set(pipeline.id, pipeline)
    live.add(pipeline.key)
    return pipeline
  }
  const nextKey = (): string => {
    issued += 1
    return keyOf(`${seed} issued ${String(issued)}`)
  }
  const handOut = ({ key, id }: Pipeline): void => handedOut.add(key, id)

  for (let index = 0; index < count; index += 1) {
    const roll = numberOf(`${seed} ${String(index)} status`, 20)
    add({
      id: uuidOf(`${seed} pipeline ${String(index)}`),
      region: regions[index % regions.length] ?? '',
      name: labelOf(index),
      createdAt: startedAt - numberOf(`${seed} ${String(index)} created`, 700) * DAY_MS - index,
      logs: logsOf(`${seed} ${String(index)}`),
      status: roll === 0 ? 'FAILED' : roll === 1 ? 'PROVISIONING' : 'AVAILABLE',
      key: keyOf(`${seed} key ${String(index)}`),
    })
  }

  return {
    clock,
    in: (region: string): readonly Pipeline[] =>
      [...pipelines.values()].filter((pipeline) => pipeline.region === region),
    all: (): readonly Pipeline[] => [...pipelines.values()],
    /** Throws Refusal 404. */
    find(region: string, id: string): Pipeline {
      const pipeline = pipelines.get(id)
      if (pipeline?.region !== region) throw new Refusal(404, 'The requested resource could not be found.')
      return pipeline
    },
    /** A new pipeline becomes available when it is read again. */
    create(region: string, name: string, logs: readonly unknown[]): Pipeline {
      const key = nextKey()
      const id = uuidOf(`${seed} pipeline ${key}`)
      const pipeline = add({ id, region, name, logs, createdAt: clock(), status: 'PROVISIONING', key })
      handOut(pipeline)
      return pipeline
    },
    renew(pipeline: Pipeline): string {
      live.delete(pipeline.key)
      pipeline.key = nextKey()
      live.add(pipeline.key)
      return pipeline.key
    },
    handOut,
    remove(pipeline: Pipeline): void {
      live.delete(pipeline.key)
      pipelines.delete(pipeline.id)
    },
    handedOut: handedOut.all,
    isAlive,
  }
}

interface WireOptions {
  readonly service: 'monitoring' | 'logging'
  readonly href: string
  /** Includes the secret: in the answer to a creation, or in every answer of an old region. */
  readonly whole: boolean
  /** Leaves optional fields out. */
  readonly sparse: boolean
}

/** A pipeline in the shape that the service returns. Endpoints have no scheme, and appear only once the pipeline is available. */
export function onWire(pipeline: Pipeline, { service, href, whole, sparse }: WireOptions): object {
  const { id, region, name, createdAt, status, logs, key } = pipeline
  const host = (what: string): string => `//${id}-${what}.987654321.${service}.${region || 'local'}.ionos.com`
  const isMonitoring = service === 'monitoring'
  const ready = status === 'AVAILABLE' && !sparse
  const dates = { createdDate: new Date(createdAt).toISOString(), createdBy: 'ann@example.com' }
  const reason = status === 'FAILED' ? { statusMessage: 'No room in this region.' } : {}
  const secret = whole ? { key } : {}
  return {
    id,
    type: 'pipeline',
    href,
    metadata: {
      ...(sparse ? {} : { ...dates, resourceURN: `urn:ionos:${service}:${id}` }),
      ...(isMonitoring
        ? {
            status,
            ...reason,
            ...(ready ? { grafanaEndpoint: host('grafana'), httpEndpoint: host('metrics') } : {}),
            ...secret,
          }
        : { state: status }),
    },
    properties: {
      name,
      ...(isMonitoring
        ? {}
        : {
            logs,
            ...(ready
              ? {
                  tcpAddress: `${host('logs').slice(2)}:9000`,
                  httpAddress: host('logs'),
                  grafanaAddress: host('grafana'),
                }
              : {}),
            ...secret,
          }),
    },
  }
}
