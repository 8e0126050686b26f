/** KeePass files that kdbxweb creates here. The integration test `keepass.test.ts` reads and writes those of KeePassXC. */
import { XMLSerializer, type Document } from '@xmldom/xmldom'
import * as kdbxweb from 'kdbxweb'
import { afterAll, describe, expect, it } from 'vitest'
import { LARGEST_FILE } from '../../../electron/formats/format-limits.ts'
import { provideKdbx } from '../../../electron/formats/kdbx-file.ts'
import { readFile } from '../../../electron/formats/read-file.ts'
import { writeKdbx } from '../../../electron/formats/write-kdbx.ts'
import { testFormat } from '../../suites/format.suite.ts'
import { readElsewhere } from './taken-memory.ts'

const { Consts, CryptoEngine, Int64, Kdbx, KdbxCredentials, ProtectedValue, VarDictionary } = kdbxweb
const CHEAP = { memory: 8 * 1024, passes: 1, lanes: 1 }
const secret = (text: string) => ProtectedValue.fromString(text)

function create(passphrase = 'pw', keyFile?: Uint8Array) {
  provideKdbx()
  return Kdbx.create(new KdbxCredentials(secret(passphrase), keyFile), 'Test')
}

function fill(kdbx: kdbxweb.Kdbx, version: 3 | 4): kdbxweb.Kdbx {
  kdbx.setVersion(version)
  if (version === 4) {
    kdbx.setKdf(Consts.KdfId.Aes)
    kdbx.header.kdfParameters?.set('R', VarDictionary.ValueType.UInt64, Int64.from(2))
  } else kdbx.header.keyEncryptionRounds = 2
  const group = kdbx.createGroup(kdbx.createGroup(kdbx.getDefaultGroup(), 'Work'), 'Web')
  const one = kdbx.createEntry(group)
  one.fields.set('Title', 'Stripe')
  one.fields.set('UserName', 'me')
  one.fields.set('Password', secret('sk_<live>&"1"'))
  one.fields.set('URL', 'https://stripe.com')
  one.fields.set('Notes', 'About it')
  one.fields.set('region', 'eu')
  one.fields.set('WEBHOOK_SECRET', secret('whsec_1'))
  one.fields.set('otp', secret('otpauth://totp/x'))
  one.tags = ['pay']
  one.times.expires = true
  one.times.expiryTime = new Date(1_893_456_000_000)
  kdbx.createEntry(kdbx.getDefaultGroup()).fields.set('Title', 'Empty')
  kdbx.createRecycleBin()
  const gone = kdbx.createEntry(kdbx.getDefaultGroup())
  gone.fields.set('Title', 'Gone')
  gone.fields.set('Password', secret('x'))
  kdbx.remove(gone)
  return kdbx
}

for (const version of [3, 4] as const) {
  const bytes = new Uint8Array(await fill(create(), version).save())
  describe(`KDBX ${version}`, () => {
    testFormat({
      format: 'kdbx',
      file: 'a.kdbx',
      isText: false,
      bytes,
      passphrase: 'pw',
      entries: [
        {
          name: 'Stripe',
          secret: 'sk_<live>&"1"',
          url: 'https://stripe.com',
          note: 'User name: me\nregion: eu\nAbout it',
          tags: ['pay'],
          expires: 1_893_456_000_000,
          isSecret: true,
          place: { file: 'a.kdbx', path: 'Work/Web' },
        },
        { name: 'Stripe · WEBHOOK_SECRET', secret: 'whsec_1', variable: 'WEBHOOK_SECRET' },
      ],
      skipped: [
        { name: 'Empty', why: 'no-secret', place: { file: 'a.kdbx' } },
        { name: 'Gone', why: 'in-bin', place: { file: 'a.kdbx', path: 'Recycle Bin' } },
      ],
    })
  })
}

const why = (bytes: Uint8Array, passphrase?: string, keyFile?: Uint8Array) =>
  readFile({ file: 'a.kdbx', bytes, passphrase, keyFile }).then(
    () => 'read',
    (error: unknown) => (error as { error: { why: string } }).error.why,
  )

it('asks for the passphrase, and knows a wrong one', async () => {
  for (const version of [3, 4] as const) {
    const bytes = new Uint8Array(await fill(create(), version).save())
    expect(await why(bytes)).toBe('passphrase-needed')
    expect(await why(bytes, 'wrong')).toBe('wrong-passphrase')
  }
})

it('opens a file that needs a key file, too', async () => {
  const keyFile = new TextEncoder().encode('any bytes are a key')
  const bytes = new Uint8Array(await fill(create('pw', keyFile), 4).save())
  expect(await why(bytes, 'pw')).toBe('wrong-passphrase')
  expect(await why(bytes, 'pw', keyFile)).toBe('read')
})

it('gives back what Keyhold wrote', async () => {
  const entry = {
    name: 'T & <x>',
    secret: 'é"<\'&>\n2',
    group: 'GitHub',
    variable: 'GH_TOKEN',
    url: 'https://github.com/',
    note: 'n\nm',
    tags: ['a', 'b'],
    expires: 1_893_456_000_000,
  }
  const bytes = await writeKdbx(
    [entry, { ...entry, name: 'Two', expires: undefined, variable: '' }],
    'pw',
    CHEAP,
  )
  const { group, ...same } = entry
  const { entries } = await readFile({ file: 'a.kdbx', bytes, passphrase: 'pw' })
  expect(entries).toMatchObject([{ ...same, place: { path: group } }, { name: 'Two' }])
})

describe('a hostile file', () => {
  const usual = Object.getOwnPropertyDescriptor(globalThis, 'XMLSerializer')
  afterAll(() => {
    if (usual) Object.defineProperty(globalThis, 'XMLSerializer', usual)
  })

  /** A complete file with any text as its XML. */
  async function sealed(
    xml: string | ((document: Document) => string),
    version: 3 | 4 = 4,
  ): Promise<Uint8Array> {
    const kdbx = fill(create(), version)
    Object.assign(globalThis, {
      XMLSerializer: class {
        serializeToString = (document: Document) => (typeof xml === 'string' ? xml : xml(document))
      },
    })
    return new Uint8Array(await kdbx.save())
  }

  const DOCTYPE = `<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`

  it('does not get its entities read', async () => {
    for (const version of [3, 4] as const)
      expect(
        await why(
          await sealed(`<?xml version="1.0"?>${DOCTYPE}<KeePassFile>&y;&f;</KeePassFile>`, version),
          'pw',
        ),
      ).toBe('entities')
  })

  it('does not get its gigabytes expanded', { timeout: 120_000 }, async () => {
    const expanded = 3 * LARGEST_FILE
    const file = await sealed(`<KeePassFile>${' '.repeat(expanded)}</KeePassFile>`)
    expect(file.length).toBeLessThan(1024 * 1024)
    const { why, taken } = readElsewhere(file, 'pw')
    expect(why).toBe('expands')
    expect(taken).toBeLessThan(expanded)
  })

  it('does not get its depth walked', async () => {
    expect(await why(await sealed('<Group>'.repeat(100_000)), 'pw')).toBe('too-deep')
  })

  it.each([
    ['an attribute that looks like the end of an empty element', '<Group a="/>">', '</Group>', ''],
    ['closing tags in a comment', '<Group>', '</Group>', `<!-- ${'</Group>'.repeat(20_000)} -->`],
  ])('does not hide its depth behind %s', async (_, open, close, before) => {
    const deep = `<KeePassFile>${before}${open.repeat(20_000)}${close.repeat(20_000)}</KeePassFile>`
    expect(await why(await sealed(deep), 'pw')).toBe('too-deep')
  })

  it('has no invalid date', async () => {
    const writer = new XMLSerializer()
    const bytes = await sealed((document) =>
      writer.serializeToString(document).replaceAll(/(?<=<ExpiryTime>)[^<]+/g, 'at: never'),
    )
    const { entries } = await readFile({ file: 'a.kdbx', bytes, passphrase: 'pw' })
    expect(entries).toMatchObject([{ name: 'Stripe', expires: undefined }, { expires: undefined }])
  })

  it('does not get its attachments expanded', async () => {
    const xml = `<KeePassFile><Meta><Binaries><Binary ID="0" Compressed="True">AAAA</Binary></Binaries></Meta><Root><Group><Name>x</Name></Group></Root></KeePassFile>`
    expect(await why(await sealed(xml, 3), 'pw')).not.toBe('expands')
  })

  it('does not get the memory or the time that it asks for', async () => {
    const kdbx = fill(create(), 4)
    kdbx.header.kdfParameters?.set('R', VarDictionary.ValueType.UInt64, new Int64(0, 2 ** 20))
    const big = create()
    big.setKdf(Consts.KdfId.Argon2id)
    big.header.kdfParameters?.set('M', VarDictionary.ValueType.UInt64, Int64.from(4 * 1024 ** 3))
    // Written without the real key derivation, because only the costs in the header matter to the parser.
    CryptoEngine.setArgon2Impl(() => Promise.resolve(new ArrayBuffer(32)))
    expect(await why(new Uint8Array(await big.save()), 'pw')).toBe('costly')
  })

  it('does not get the product of memory and time that it asks for', async () => {
    const long = create()
    long.setKdf(Consts.KdfId.Argon2id)
    long.header.kdfParameters?.set('M', VarDictionary.ValueType.UInt64, Int64.from(1024 ** 3))
    long.header.kdfParameters?.set('I', VarDictionary.ValueType.UInt64, Int64.from(65))
    CryptoEngine.setArgon2Impl(() => Promise.resolve(new ArrayBuffer(32)))
    expect(await why(new Uint8Array(await long.save()), 'pw')).toBe('costly')
  })

  it.each([
    [
      'an older KeePass file',
      Buffer.concat([Buffer.from([0x03, 0xd9, 0xa2, 0x9a, 0x65, 0xfb, 0x4b, 0xb5]), Buffer.alloc(100)]),
    ],
    ['a head alone', Buffer.from([0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 1, 0, 4, 0])],
  ])('says what is wrong with %s', async (_, bytes) => {
    expect(['unsupported', 'damaged']).toContain(await why(bytes, 'pw'))
  })
})
