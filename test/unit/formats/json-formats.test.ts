/** JSON of other programs. Each sample follows the public description that its parser names. */
import { argon2Sync, createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { encryptBitwarden } from '../../../electron/formats/bitwarden-seal.ts'
import { readFile } from '../../../electron/formats/read-file.ts'
import { testFormat } from '../../suites/format.suite.ts'

const bytes = (json: unknown) => new TextEncoder().encode(JSON.stringify(json, undefined, 2))

const VAULT = {
  encrypted: false,
  folders: [{ id: 'f1', name: 'Work' }],
  items: [
    {
      id: 'i1',
      folderId: 'f1',
      type: 1,
      name: 'Stripe',
      notes: 'About it',
      fields: [
        { name: 'STRIPE_WEBHOOK_SECRET', value: 'whsec_1', type: 1 },
        { name: 'region', value: 'eu', type: 0 },
      ],
      login: {
        uris: [{ match: null, uri: 'https://dashboard.stripe.com' }],
        username: 'me',
        password: 'sk_live_1',
      },
    },
    {
      id: 'i2',
      folderId: null,
      type: 5,
      name: 'Deploy',
      sshKey: { privateKey: '-----BEGIN KEY-----\nx', publicKey: 'ssh' },
    },
    { id: 'i3', type: 2, name: 'PEM', notes: '-----BEGIN PRIVATE KEY-----\ny', secureNote: { type: 0 } },
    { id: 'i4', type: 3, name: 'Card', card: { number: '4111' } },
    { id: 'i5', type: 1, name: 'Old', deletedDate: '2026-01-01T00:00:00Z', login: { password: 'x' } },
  ],
}
const IN_VAULT = [
  {
    name: 'Stripe',
    secret: 'sk_live_1',
    url: 'https://dashboard.stripe.com',
    note: 'User name: me\nregion: eu\nAbout it',
    isSecret: true,
    place: { file: 'bitwarden.json', path: 'Work' },
  },
  { name: 'Stripe · STRIPE_WEBHOOK_SECRET', secret: 'whsec_1', variable: 'STRIPE_WEBHOOK_SECRET' },
  { name: 'Deploy', secret: '-----BEGIN KEY-----\nx' },
  { name: 'PEM', secret: '-----BEGIN PRIVATE KEY-----\ny', note: '' },
]
const LEFT_OUT = [
  { name: 'Card', why: 'no-secret', place: { file: 'bitwarden.json' } },
  { name: 'Old', why: 'in-bin', place: { file: 'bitwarden.json' } },
] as const

testFormat({
  format: 'bitwarden',
  file: 'bitwarden.json',
  isText: true,
  bytes: bytes(VAULT),
  entries: IN_VAULT,
  skipped: LEFT_OUT,
})

const sealed = await encryptBitwarden(JSON.stringify(VAULT), 'correct horse', 1)

testFormat({
  format: 'bitwarden',
  file: 'bitwarden.json',
  isText: true,
  passphrase: 'correct horse',
  bytes: bytes(sealed),
  entries: IN_VAULT,
  skipped: LEFT_OUT,
})

it('asks for the passphrase of a protected export, knows a wrong one, and refuses what only the account opens', async () => {
  const why = (json: unknown, passphrase?: string) =>
    readFile({ file: 'b.json', bytes: bytes(json), passphrase })
  await expect(why(sealed)).rejects.toMatchObject({ error: { why: 'passphrase-needed' } })
  await expect(why(sealed, 'wrong')).rejects.toMatchObject({ error: { why: 'wrong-passphrase' } })
  await expect(why({ encrypted: true, items: [] })).rejects.toMatchObject({ error: { why: 'unsupported' } })
  await expect(why({ ...sealed, kdfIterations: 1e12 }, 'x')).rejects.toMatchObject({
    error: { why: 'costly' },
  })
  await expect(why({ ...sealed, kdfType: 1, kdfMemory: 1e9, kdfParallelism: 4 }, 'x')).rejects.toMatchObject({
    error: { why: 'costly' },
  })
  const long = { kdfType: 1, kdfMemory: 1_024, kdfIterations: 65, kdfParallelism: 4 }
  await expect(why({ ...sealed, ...long }, 'x')).rejects.toMatchObject({ error: { why: 'costly' } })
})

/** Encrypted here with Node's own Argon2, step by step as Bitwarden describes it. */
it('opens an export that Argon2id protects', async () => {
  const head = { salt: 'c2FsdA==', kdfType: 1, kdfIterations: 2, kdfMemory: 1, kdfParallelism: 1 }
  const nonce = createHash('sha256').update(head.salt).digest()
  const master = argon2Sync('argon2id', {
    message: 'correct horse',
    nonce,
    parallelism: 1,
    tagLength: 32,
    memory: 1024,
    passes: 2,
  })
  const expand = (info: string) => createHmac('sha256', master).update(`${info}\u0001`).digest()
  const seal = (text: string) => {
    const iv = randomBytes(16)
    const cipher = createCipheriv('aes-256-cbc', expand('enc'), iv)
    const sealedText = Buffer.concat([cipher.update(text), cipher.final()])
    const code = createHmac('sha256', expand('mac')).update(iv).update(sealedText).digest()
    return `2.${[iv, sealedText, code].map((part) => part.toString('base64')).join('|')}`
  }
  const argon = {
    encrypted: true,
    passwordProtected: true,
    ...head,
    encKeyValidation_DO_NOT_EDIT: seal('any'),
    data: seal(JSON.stringify(VAULT)),
  }
  const { entries } = await readFile({ file: 'b.json', bytes: bytes(argon), passphrase: 'correct horse' })
  expect(entries[0]).toMatchObject({ name: 'Stripe', secret: 'sk_live_1' })
})

testFormat({
  format: 'postman',
  file: 'staging.postman_environment.json',
  isText: true,
  bytes: bytes({
    id: '1',
    name: 'Staging',
    values: [
      { key: 'base_url', value: 'https://api.example.com', type: 'default', enabled: true },
      { key: 'apiKey', value: 'PMAK-1', type: 'secret', enabled: true },
      { key: 'other', value: '{{apiKey}}', type: 'default', enabled: true },
    ],
    _postman_variable_scope: 'environment',
  }),
  entries: [
    { name: 'base_url', secret: 'https://api.example.com', isSecret: false },
    {
      name: 'apiKey',
      secret: 'PMAK-1',
      isSecret: true,
      place: { file: 'staging.postman_environment.json', path: 'Staging' },
    },
  ],
  skipped: [
    { name: 'other', why: 'reference', place: { file: 'staging.postman_environment.json', path: 'Staging' } },
  ],
})

testFormat({
  format: 'insomnia',
  file: 'insomnia.json',
  isText: true,
  bytes: bytes({
    _type: 'export',
    __export_format: 4,
    resources: [
      { _id: 'r1', _type: 'request', name: 'Get', url: 'https://x.example' },
      { _id: 'e1', _type: 'environment', name: 'Base', data: { auth: { token: 't1', list: [1] }, count: 3 } },
    ],
  }),
  entries: [
    { name: 'auth.token', secret: 't1', place: { file: 'insomnia.json', path: 'Base' } },
    { name: 'count', secret: '3' },
  ],
  skipped: [],
})

const INSOMNIA_5 = `type: collection.insomnia.rest/5.0
name: Shop
collection:
  - name: Folder
    meta: {id: fld_1}
    environment:
      folder_key: f1
    children:
      - name: Get
        url: https://x.example
environments:
  name: Base
  meta:
    id: env_1
  data:
    auth:
      token: t1
    looks_like_a_number: 1e10
    list:
      - 1
  subEnvironments:
    - name: Prod
      data:
        token: "0123"
`

testFormat({
  format: 'insomnia',
  file: 'shop.yaml',
  isText: true,
  bytes: new TextEncoder().encode(INSOMNIA_5),
  entries: [
    { name: 'auth.token', secret: 't1', place: { file: 'shop.yaml', path: 'Base' } },
    { name: 'looks_like_a_number', secret: '1e10' },
    { name: 'token', secret: '0123', place: { file: 'shop.yaml', path: 'Prod' } },
    { name: 'folder_key', secret: 'f1', place: { file: 'shop.yaml', path: 'Folder' } },
  ],
  skipped: [],
})

it('reads format 5 of Insomnia as JSON, too', async () => {
  const json = { type: 'environment.insomnia.rest/5.0', environments: { name: 'All', data: { key: 'k1' } } }
  const { format, entries } = await readFile({ bytes: bytes(json), file: 'all.json' })
  expect(format).toBe('insomnia')
  expect(entries).toMatchObject([{ name: 'key', secret: 'k1' }])
})

it.each([
  ['aliases that repeat themselves', aliases(9), 'expands'],
  ['no YAML', '\tkey: [1', 'damaged'],
  ['lists in lists', `deep: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'too-deep'],
  ['more than a YAML file may have', `key: ${'x'.repeat(4 * 1024 * 1024)}`, 'too-large'],
])('refuses a file of Insomnia with %s', async (_, rest, why) => {
  const text = `type: environment.insomnia.rest/5.0\n${rest}`
  const source = { bytes: new TextEncoder().encode(text), file: 'bad.yaml' }
  await expect(readFile(source)).rejects.toMatchObject({ error: { kind: 'import', why } })
})

/** Each line references the line before it ten times. */
function aliases(lines: number): string {
  const line = (at: number) => `l${String(at)}: &l${String(at)} [${`*l${String(at - 1)}, `.repeat(10)}]`
  return ['l0: &l0 [x]', ...Array.from({ length: lines }, (_, at) => line(at + 1))].join('\n')
}

testFormat({
  format: 'doppler',
  file: 'doppler.json',
  isText: true,
  bytes: bytes({
    DOPPLER_PROJECT: 'shop',
    DOPPLER_CONFIG: 'dev',
    API_KEY: { computed: 'k1', raw: 'k1', note: 'n' },
    DB: 'd1',
  }),
  entries: [
    {
      name: 'API_KEY',
      secret: 'k1',
      note: 'n',
      isSecret: true,
      place: { file: 'doppler.json', path: 'shop/dev' },
    },
    { name: 'DB', secret: 'd1' },
  ],
  skipped: [],
})

testFormat({
  format: 'infisical',
  file: 'infisical.json',
  isText: true,
  bytes: bytes([
    {
      key: 'API_KEY',
      value: 'k1',
      type: 'shared',
      comment: 'n',
      secretPath: '/web',
      tags: [{ slug: 'prod' }],
    },
    { secretKey: 'B', secretValue: 'k2' },
  ]),
  entries: [
    {
      name: 'API_KEY',
      secret: 'k1',
      note: 'n',
      tags: ['prod'],
      place: { file: 'infisical.json', path: '/web' },
    },
    { name: 'B', secret: 'k2' },
  ],
  skipped: [],
})
