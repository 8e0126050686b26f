import * as zlib from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encodingsOf } from '../../../../electron/core/answers/encodings.ts'

const MEGABYTE = 1024 * 1024
const ENCODERS: Record<string, (bytes: Uint8Array) => Buffer> = {
  gzip: (bytes) => zlib.gzipSync(bytes),
  'x-gzip': (bytes) => zlib.gzipSync(bytes),
  deflate: (bytes) => zlib.deflateSync(bytes),
  br: (bytes) => zlib.brotliCompressSync(bytes),
  ...('zstdCompressSync' in zlib && { zstd: (bytes: Uint8Array) => zlib.zstdCompressSync(bytes) }),
}
const names = fc.array(fc.constantFrom(...Object.keys(ENCODERS)), { maxLength: 4 })
const encode = (bytes: Uint8Array, encodings: readonly string[]): Buffer =>
  encodings.reduce<Buffer>((all, name) => ENCODERS[name]!(all), Buffer.from(bytes))

describe('what was encoded', () => {
  it('is decoded, whatever it is and however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), names, async (bytes, encodings) => {
        const { bytes: plain, isWhole } = await decode(encode(bytes, encodings), encodings, MEGABYTE)
        expect([isWhole, [...plain]]).toEqual([true, [...bytes]])
      }),
    )
  })

  it('is decoded as far as it goes where it is damaged, and is not called whole', async () => {
    const text = Buffer.from(`${'random words '.repeat(20)}secret${crypto.randomUUID().repeat(40)}`)
    for (const name of Object.keys(ENCODERS)) {
      const encoded = encode(text, [name])
      for (const spoiled of [encoded.subarray(0, -1), Buffer.concat([encoded, Buffer.from('and more')])]) {
        const { bytes, isWhole } = await decode(spoiled, [name], MEGABYTE)
        // A zstd block can be decoded only once it is complete.
        if (name !== 'zstd' || spoiled.byteLength > encoded.byteLength)
          expect(bytes.includes('secret'), name).toBe(true)
        expect(text.subarray(0, bytes.byteLength).equals(bytes), name).toBe(true)
        if (spoiled.byteLength < encoded.byteLength) expect(isWhole, name).toBe(false)
      }
    }
  })

  it('is also decoded as raw deflate, without the zlib header', async () => {
    const raw = zlib.deflateRawSync(Buffer.from('as some servers write it'))
    const { bytes, isWhole } = await decode(raw, ['deflate'], MEGABYTE)
    expect([bytes.toString(), isWhole]).toEqual(['as some servers write it', true])
  })

  it.each(Object.keys(ENCODERS))('is cut at the limit (%s)', async (name) => {
    const { bytes, isWhole } = await decode(encode(Buffer.alloc(8 * MEGABYTE), [name]), [name], MEGABYTE)
    expect([bytes.byteLength, isWhole]).toEqual([MEGABYTE, false])
  })

  it('is left as it is where its encoding is not known, and where there are too many', async () => {
    for (const encodings of [['compress'], ['constructor'], Array.from({ length: 6 }, () => 'gzip')])
      expect(await decode(Buffer.from('x'), encodings, MEGABYTE)).toMatchObject({ isWhole: false })
  })

  it('of rubbish never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), names, async (rubbish, encodings) => {
        await decode(rubbish, encodings, MEGABYTE)
      }),
    )
  })

  it('may be nothing at all', async () => {
    expect(await decode(new Uint8Array(), ['gzip'], MEGABYTE)).toMatchObject({ isWhole: true })
  })
})

it.each([
  [undefined, []],
  ['', []],
  ['identity', []],
  [' GZip ', ['gzip']],
  ['gzip,identity, br', ['gzip', 'br']],
])('the header %j names %j', (header, encodings) => {
  expect(encodingsOf(header)).toEqual(encodings)
})
