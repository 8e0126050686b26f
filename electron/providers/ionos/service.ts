/** Shared by IONOS Monitoring and Logging: regions, pipelines as keys, one secret for each. */
import type { Field, ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import type { Answer } from '../../core/ports/provider.ts'
import type { HttpDefinition } from '../define.ts'
import { cleanForm, textOf } from '../forms.ts'
import { numberedName } from '../draft-text.ts'
import {
  askPipeline,
  deletePipeline,
  getPipeline,
  listPipelines,
  readPipelineOf,
  sendNewKey,
  sendPipeline,
} from './calls.ts'
import { readError } from './errors.ts'
import { endpointOf, readCreated, readNewKey, secretsIn } from './pipelines.ts'
import { accountFields, basesOf, cleanSettings, REGION_CHOICES, scopeFor, scopesOf } from './regions.ts'
import { testAccount } from './test.ts'
import { readToken } from './token.ts'

interface Service extends Pick<ProviderMetadata, 'id' | 'name' | 'summary' | 'docsUrl'> {
  /** The first label of the regional host names. */
  readonly host: string
  /** The privilege that a user of the contract needs, by its name in the groups. */
  readonly privilege: string
  /** The data that is lost with a pipeline: "metrics", "logs". */
  readonly data: string
  /** The path for sending data, below a pipeline's HTTP endpoint. */
  readonly door: string
  /** Fields of a new pipeline besides its name and region. */
  readonly fields: readonly Field[]
  /** `properties` of the request for a new pipeline. `draft` is cleaned. */
  readonly properties: (draft: FormValues) => Readonly<Record<string, unknown>>
  /** A pipeline's values of `fields`, from its answer. Throws Failure `provider` `not-understood`. */
  readonly copied: (answer: Answer) => FormValues
}

const LONGEST_NAME = 20
const NAME: Field = { name: 'name', label: 'Name', kind: 'text', required: true, maxLength: LONGEST_NAME }
const REGION: Field = {
  name: 'region',
  label: 'Region',
  help: 'A region of the account. Leave empty for its first one.',
  kind: 'choice',
  choices: REGION_CHOICES,
  other: true,
  required: false,
}

/** The definition of one of the two services. */
export function ionosService(service: Service) {
  const { id, name, summary, docsUrl, host, privilege, data, door, properties, copied } = service
  const createFields = [NAME, REGION, ...service.fields]
  return {
    metadata: {
      id,
      name,
      summary,
      keyNoun: 'pipeline key',
      docsUrl,
      consoleUrl: 'https://dcd.ionos.com/latest/',
      credential: {
        label: 'Token',
        help: 'An IONOS Cloud token from the Token Manager in the Data Center Designer',
        placeholder: 'eyJ…',
      },
      accountFields: accountFields(host),
      createFields,
      updateFields: [],
      rotation: {
        oldSecretDies: 'at-once',
        regenerate: `IONOS creates a new key for this pipeline. The old one stops working immediately, so ${data} are rejected until every sender has the new key. The pipeline and its endpoints stay.`,
        replace: `A pipeline has one key, so IONOS creates a second pipeline of the same kind, with a new key and new endpoints. Its cost: every sender needs the new endpoint as well as the key, the ${data} are split between two histories, and a contract has 10 pipelines by default. Retiring this one deletes the pipeline and the ${data} in it.`,
        revoke: `This deletes the pipeline itself: its key, its endpoints and the ${data} in it.`,
        keepsExpiry: false,
        reportsRenewal: false,
      },
    },
    settings: (form) => cleanSettings(host, form),
    scopes: scopesOf,
    http: {
      bases: (settings) => basesOf(host, settings),
      headers: (credential, settings) => {
        const contract = textOf(settings, 'contractNumber')
        const authorization = `Bearer ${credential}`
        return contract === '' ? { authorization } : { authorization, 'x-contract-number': contract }
      },
      readError,
    },
    credentialExpiresAt: (credential) =>
      credential.use((bytes) => readToken(bytes.toString('utf8')).expiresAt),

    test: async (api, signal) => testAccount(api, privilege, signal),
    list: listPipelines,
    get: getPipeline,
    create: {
      check(draft, settings) {
        const cleaned = cleanForm(createFields, draft)
        const scope = scopeFor(textOf(cleaned, 'region'), settings)
        return { draft: { ...cleaned, region: scope }, label: textOf(cleaned, 'name'), scope }
      },
      send: async (api, draft, signal) =>
        sendPipeline(
          api,
          textOf(draft, 'region'),
          { name: textOf(draft, 'name'), ...properties(draft) },
          signal,
        ),
      read: (answer, draft) => readCreated(answer, textOf(draft, 'region')),
    },
    regenerate: { send: sendNewKey, read: (answer, { remoteId }) => readNewKey(answer, remoteId) },
    revoke: deletePipeline,
    secretsIn,
    draftFromKey: async (api, key) => {
      const answer = await askPipeline(api, key)
      const { label } = readPipelineOf(answer, key)
      return {
        name: numberedName(label, LONGEST_NAME, 'pipeline'),
        ...(key.scope === '' ? {} : { region: key.scope }),
        ...copied(answer),
      }
    },
    // No `verify`: a key works only at the endpoint that receives data, and a test there would write data.
    use: {
      header: (secret) => ({ name: 'APIKEY', value: secret }),
      request(_settings, key) {
        const address = endpointOf(key)
        return address === undefined ? undefined : { address: new URL(door, address).href, json: '{}' }
      },
    },
  } as const satisfies HttpDefinition
}
