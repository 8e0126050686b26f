/** Coralogix's key service on loopback, over real gRPC, quirks included. */
import { bearerOf } from './bodies.ts'
import { create, type MessageInitShape } from '@bufbuild/protobuf'
import { Code, ConnectError, type ConnectRouter, type HandlerContext } from '@connectrpc/connect'
import {
  ApiKeysService,
  KeyInfoSchema,
  type CreateApiKeyRequest,
  type UpdateApiKeyRequest,
} from '../../electron/providers/coralogix/generated/api-keys_pb.ts'
import { BadRequestSchema } from '../../electron/providers/google-rpc/generated/error-details_pb.ts'
import { createCoralogixVault, TEAM, type CoralogixKey } from './coralogix-vault.ts'
import type { Emulator, Seed } from './emulator.ts'
import { startGrpcServer, type GrpcServer } from './grpc-server.ts'

export interface CoralogixSeed extends Seed {
  /** Read lag in milliseconds: reads show the state before a change for that long. At Coralogix, up to a minute. */
  readonly lateMs?: number
  /** Reads return the value of keys that are not hashed. */
  readonly leaky?: boolean
  /** Requests for a single hashed key are refused. */
  readonly shutsHashed?: boolean
  /** The credential lacks the preset `APIKeys`. */
  readonly forbidden?: boolean
}

export interface CoralogixEmulator extends Omit<Emulator, 'fault'>, Pick<GrpcServer, 'fault'> {
  readonly keys: readonly CoralogixKey[]
  /** Ends the read lag: from now on reads show the current state. */
  catchUp(): void
  removeElsewhere(id: string): void
}

const SEND_DATA = ['logs', 'metrics', 'spans'].map((kind) => `${kind}.data-ingress:SendData`)

/** Starts the emulator with `keys` (3 by default) keys for sending data. The caller must `close` it. */
export async function startCoralogix(options: CoralogixSeed = {}): Promise<CoralogixEmulator> {
  const { seed = 'coralogix', keys = 3, now, lateMs = 0, leaky = false, forbidden = false } = options
  const { shutsHashed = false } = options
  const vault = createCoralogixVault({ seed, keys, now, lateMs })

  const check = ({ requestHeader }: HandlerContext): void => {
    const secret = bearerOf(requestHeader.get('authorization') ?? '')
    const isOwn = secret === vault.credential
    if (!isOwn && !vault.isAlive(secret)) throw new ConnectError('Invalid API key', Code.Unauthenticated)
    const mayManage = isOwn || vault.holder(secret)?.presets.includes('APIKeys') === true
    if (forbidden || !mayManage)
      throw new ConnectError('Missing permission data-ingest-api-keys:ReadConfig', Code.PermissionDenied)
  }
  const needed = (key: CoralogixKey | undefined): CoralogixKey => {
    if (key === undefined) throw new ConnectError('API key not found', Code.NotFound)
    return key
  }

  const routes = (router: ConnectRouter): unknown =>
    router.service(ApiKeysService, {
      createApiKey(request, context) {
        check(context)
        const { id, name, value } = vault.create(readDraft(request))
        return { keyId: id, name, value }
      },
      getApiKey({ keyId }, context) {
        check(context)
        const key = needed(vault.shown(keyId))
        if (shutsHashed && key.hashed) throw new ConnectError('Failed to read the key', Code.Internal)
        return { keyInfo: infoOf(key, leaky) }
      },
      getSendDataApiKeys(_request, context) {
        check(context)
        const sending = vault
          .allShown()
          .filter(({ presets, owner }) => presets.includes('SendData') && owner.value === TEAM)
        return { keys: sending.map((key) => infoOf(key, leaky)) }
      },
      updateApiKey(request, context) {
        check(context)
        vault.change(needed(vault.find(request.keyId)), changesOf(request))
        return {}
      },
      deleteApiKey({ keyId }, context) {
        check(context)
        vault.remove(needed(vault.find(keyId)).id)
        return {}
      },
    })

  const server = await startGrpcServer(
    {
      routes,
      mask: (json) => ({ ...(json as object), value: '********' }),
      holdsSecret: (text) =>
        text.includes(vault.credential) || vault.handedOut().some(({ secret }) => text.includes(secret)),
      now: vault.clock,
    },
    options.port,
  )

  return {
    ...server,
    provider: 'coralogix',
    settings: { domain: 'eu1.coralogix.com', teamId: String(TEAM), baseUrl: server.origin },
    credential: vault.credential,
    get keys() {
      return vault.all()
    },
    catchUp: vault.catchUp,
    removeElsewhere: vault.remove,
    handedOut: vault.handedOut,
    isAlive: vault.isAlive,
    pass: vault.clock.pass,
  }
}

function readDraft({ name, owner, keyPermissions, hashed, accessPolicy = '' }: CreateApiKeyRequest) {
  const { presets = [], permissions = [] } = keyPermissions ?? {}
  if (name === '') throw badRequest('name', 'must not be empty')
  if (owner?.owner.case === undefined) throw badRequest('owner', 'must be set')
  if (presets.length + permissions.length === 0) throw badRequest('key_permissions', 'must not be empty')
  return { name, owner: owner.owner, hashed, presets, permissions, policy: accessPolicy }
}

function changesOf(request: UpdateApiKeyRequest): Partial<CoralogixKey> {
  const { newName, isActive, presets, permissions, accessPolicy } = request
  if (newName === '') throw badRequest('new_name', 'must not be empty')
  return {
    ...(newName === undefined ? {} : { name: newName }),
    ...(isActive === undefined ? {} : { active: isActive }),
    ...(presets === undefined ? {} : { presets: presets.presets }),
    ...(permissions === undefined ? {} : { permissions: permissions.permissions }),
    ...(accessPolicy === undefined ? {} : { policy: accessPolicy }),
  }
}

/** An error with its reason among the details, in the form of google.rpc. */
function badRequest(field: string, description: string): ConnectError {
  const details = [{ desc: BadRequestSchema, value: { fieldViolations: [{ field, description }] } }]
  return new ConnectError('Invalid request', Code.InvalidArgument, undefined, details)
}

function infoOf(key: CoralogixKey, leaky: boolean) {
  const { id, name, owner, active, hashed, presets, permissions, policy, value } = key
  const info: MessageInitShape<typeof KeyInfoSchema> = {
    id,
    name,
    owner: { owner },
    active,
    hashed,
    keyPermissions: {
      presets: presets.map((preset) => ({
        name: preset,
        permissions: preset === 'SendData' ? SEND_DATA : [],
      })),
      permissions: [...permissions],
    },
    ...(policy === '' ? {} : { accessPolicy: policy }),
    ...(leaky && !hashed ? { value } : {}),
  }
  return create(KeyInfoSchema, info)
}
