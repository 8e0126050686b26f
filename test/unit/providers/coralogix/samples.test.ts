/** Coralogix: sample answers byte by byte, created from the published field numbers, independently of the generated code. */
import { describe, expect, it } from 'vitest'
import { Secret } from '../../../../electron/core/ports/secret.ts'
import coralogix from '../../../../electron/providers/catalog/coralogix.ts'
import { GetApiKeyResponseSchema } from '../../../../electron/providers/coralogix/generated/api-keys_pb.ts'
import { readKey } from '../../../../electron/providers/coralogix/keys.ts'
import { readMessage } from '../../../../electron/providers/grpc-message.ts'
import { frameOf } from '../../../emulators/grpc-faults.ts'
import { troubleOf } from '../../../suites/provider/open.ts'

const ID = 'c8d84762-9aff-4f90-93ef-1762757e0c2c'
const VALUE = 'cxtp_0123456789abcdefghijklmnopqr'
const DRAFT = {
  label: 'ci',
  owner: 'team',
  ownerId: '4711',
  hashed: true,
  grants: [{ permission: 'preset SendData' }],
}

/** One length-delimited field (protobuf wire type 2). */
const field = (number: number, content: string | Uint8Array): Buffer => {
  const bytes = Buffer.from(content as Uint8Array)
  const length =
    bytes.byteLength < 128 ? [bytes.byteLength] : [(bytes.byteLength & 127) | 128, bytes.byteLength >> 7]
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), bytes])
}
/** One small number or boolean (wire type 0). */
const small = (number: number, value: number): Buffer => Buffer.from([number << 3, value])
const answer = (...fields: Uint8Array[]) => ({ status: 200, body: frameOf(Buffer.concat(fields)) })
const textOf = (secret: Secret) => secret.use((bytes) => bytes.toString('utf8'))

describe('a create answer', () => {
  it('returns its third field, and the other facts as requested', () => {
    const { secret, remote } = coralogix.create.read(
      answer(field(1, ID), field(2, 'ci (2)'), field(3, VALUE), field(15, 'of the future')),
      DRAFT,
    )
    expect(textOf(secret)).toBe(VALUE)
    expect(JSON.stringify(remote)).not.toContain(VALUE)
    expect(remote).toEqual({
      remoteId: ID,
      scope: '',
      label: 'ci (2)',
      switch: 'enabled',
      grants: DRAFT.grants,
      facts: [
        { label: 'Key ID', value: ID },
        { label: 'Owner', value: 'Team 4711' },
        { label: 'Kept there', value: 'As a hash' },
      ],
    })
  })

  it.each([
    ['no value', answer(field(1, ID), field(2, 'ci')), 'not-understood'],
    ['an empty value', answer(field(1, ID), field(3, '')), 'not-understood'],
    ['no id', answer(field(3, VALUE)), 'not-understood'],
    ['a masked value', answer(field(1, ID), field(3, 'cxtp_****')), 'masked-secret'],
    ['a value that is a number', answer(field(1, ID), small(3, 7)), 'not-understood'],
    ['a value that is no text', answer(field(1, ID), field(3, Uint8Array.of(0xff, 0xfe))), 'not-understood'],
    [
      'half of it',
      { status: 200, body: answer(field(1, ID), field(3, VALUE)).body.subarray(0, 60) },
      'not-understood',
    ],
    ['nothing', { status: 200, body: new Uint8Array() }, 'not-understood'],
    [
      'a compressed one',
      {
        status: 200,
        body: Buffer.concat([Buffer.from([1]), answer(field(1, ID), field(3, VALUE)).body.subarray(1)]),
      },
      'not-understood',
    ],
    [
      'two',
      { status: 200, body: Buffer.concat([answer(field(3, VALUE)).body, answer().body]) },
      'not-understood',
    ],
  ])('with %s is no secret', async (_, wire, why) => {
    const trouble = await troubleOf(async () => coralogix.create.read(wire, DRAFT))
    expect(trouble).toEqual({ kind: 'provider', why, outcome: 'unknown', status: 200 })
  })

  it('can be read out of the middle of a larger piece of memory', () => {
    const { body } = answer(field(1, ID), field(3, VALUE))
    const memory = Buffer.concat([Buffer.alloc(7, 1), body, Buffer.alloc(9, 1)])
    const { secret } = coralogix.create.read(
      { status: 200, body: memory.subarray(7, 7 + body.byteLength) },
      DRAFT,
    )
    expect(textOf(secret)).toBe(VALUE)
  })
})

describe('a key in an answer', () => {
  const preset = field(1, Buffer.concat([field(1, 'SendData'), field(2, 'logs.data-ingress:SendData')]))
  const whole = [
    field(1, 'ci'),
    field(2, small(2, 77)),
    small(3, 1),
    small(4, 1),
    field(5, Buffer.concat([preset, field(2, 'spans:Read')])),
    field(6, VALUE),
    field(7, ID),
    field(8, '{"version":"2025-01-01"}'),
  ]
  const read = (...fields: Buffer[]) => {
    const { keyInfo } = readMessage(GetApiKeyResponseSchema, answer(field(1, Buffer.concat(fields))))
    return readKey(keyInfo!, 200)
  }

  it('is read from its field numbers, and its value is left behind', () => {
    const key = read(...whole)
    expect(JSON.stringify(key)).not.toContain(VALUE)
    expect(key).toEqual({
      remoteId: ID,
      scope: '',
      label: 'ci',
      switch: 'enabled',
      grants: [{ permission: 'preset SendData' }, { permission: 'spans:Read' }],
      facts: [
        { label: 'Key ID', value: ID },
        { label: 'Owner', value: 'Team 77' },
        { label: 'Kept there', value: 'As a hash' },
        { label: 'Access policy', value: 'One of its own' },
      ],
    })
  })

  it('may lack everything but its id', () => {
    expect(read(field(7, ID))).toEqual({
      remoteId: ID,
      scope: '',
      label: '',
      switch: 'disabled',
      grants: [],
      facts: [
        { label: 'Key ID', value: ID },
        { label: 'Kept there', value: 'Readable' },
      ],
    })
  })

  it.each([
    ['User u-1', field(1, 'u-1')],
    ['Organisation o-1', field(3, 'o-1')],
  ])('may belong to %s', (value, owner) => {
    expect(read(field(7, ID), field(2, owner)).facts).toContainEqual({ label: 'Owner', value })
  })

  it('without an id is not understood', async () => {
    expect(await troubleOf(async () => read(field(1, 'ci')))).toMatchObject({
      why: 'not-understood',
      status: 200,
    })
  })
})
