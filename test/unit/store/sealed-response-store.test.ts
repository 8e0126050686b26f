import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OperationId } from '../../../shared/model/model.ts'
import { createSealedResponseStore } from '../../../electron/store/sealed-response-store.ts'
import { makeVaultFolder, modeOf } from './vault-folder.ts'

const ID = '7d1f0c1e-6a1b-4a8e-9d59-2b7f3c0a1b2c' as OperationId

function makeSealedResponses() {
  const { sealedResponseDir } = makeVaultFolder().paths
  return { sealedResponseDir, sealedResponses: createSealedResponseStore(sealedResponseDir) }
}

describe('sealed responses', () => {
  it('is empty before there is a folder', () => {
    const { sealedResponses } = makeSealedResponses()
    expect(sealedResponses.list()).toEqual([])
    expect(sealedResponses.read(ID)).toBeUndefined()
    sealedResponses.remove(ID)
  })

  it('gives back what was put on it, to another start too, and for its owner only', () => {
    const { sealedResponseDir, sealedResponses } = makeSealedResponses()
    const sealed = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256)
    sealedResponses.write(ID, sealed)
    expect(Uint8Array.from(createSealedResponseStore(sealedResponseDir).read(ID)!)).toEqual(sealed)
    expect(sealedResponses.list()).toEqual([ID])
    expect(modeOf(sealedResponseDir)).toBe('700')
    expect(modeOf(join(sealedResponseDir, ID))).toBe('600')
    expect(readdirSync(sealedResponseDir)).toEqual([ID])
  })

  it('removes one and leaves the others', () => {
    const { sealedResponses } = makeSealedResponses()
    sealedResponses.write(ID, Buffer.from('a'))
    sealedResponses.write('other' as OperationId, Buffer.from('b'))
    sealedResponses.remove(ID)
    expect(sealedResponses.list()).toEqual(['other'])
  })

  it('never writes over an answer: the earlier one stays beside it under a name of its own', () => {
    const { sealedResponses } = makeSealedResponses()
    for (const text of ['first', 'second', 'third']) sealedResponses.write(ID, Buffer.from(text))
    const texts = sealedResponses
      .list()
      .map((name) => Buffer.from(sealedResponses.read(name as OperationId)!).toString())
    expect(texts.sort()).toEqual(['first', 'second', 'third'])
    expect(Buffer.from(sealedResponses.read(ID)!).toString()).toBe('third')
  })

  it('takes no unfinished file for an answer, and does not delete it either', () => {
    const { sealedResponseDir, sealedResponses } = makeSealedResponses()
    mkdirSync(sealedResponseDir)
    writeFileSync(join(sealedResponseDir, `.${ID}.draft`), 'cut off')
    mkdirSync(join(sealedResponseDir, 'folder'))
    expect(sealedResponses.list()).toEqual([])
    expect(sealedResponses.read(ID)).toBeUndefined()
    sealedResponses.write(ID, Buffer.from('whole'))
    expect(readFileSync(join(sealedResponseDir, `.${ID}.draft`), 'utf8')).toBe('cut off')
  })

  it('lists files that are not its own, since they may be answers, and can read each', () => {
    const { sealedResponseDir, sealedResponses } = makeSealedResponses()
    mkdirSync(sealedResponseDir)
    writeFileSync(join(sealedResponseDir, 'from a backup (2)'), 'x')
    expect(
      sealedResponses.list().map((name) => sealedResponses.read(name as OperationId)!.byteLength),
    ).toEqual([1])
  })

  it.each(['', '.', '..', '../keyhold.sqlite', 'a/b', 'a\\b', '/etc/passwd', 'c:stream', 'a\0b', '.hidden'])(
    'refuses a name that could lead elsewhere: %j',
    (name) => {
      const { sealedResponseDir, sealedResponses } = makeSealedResponses()
      writeFileSync(join(dirname(sealedResponseDir), 'keyhold.sqlite'), 'the vault')
      const refusal = expect.objectContaining({ error: { kind: 'not-found', what: 'operation' } }) as Error
      expect(() => sealedResponses.write(name as OperationId, Buffer.from('x'))).toThrow(refusal)
      expect(() => sealedResponses.read(name as OperationId)).toThrow(refusal)
      expect(() => sealedResponses.remove(name as OperationId)).toThrow(refusal)
      expect(readFileSync(join(dirname(sealedResponseDir), 'keyhold.sqlite'), 'utf8')).toBe('the vault')
    },
  )

  it('says so when it cannot write, without a path in the message, and leaves nothing half done', () => {
    const { sealedResponseDir, sealedResponses } = makeSealedResponses()
    writeFileSync(sealedResponseDir, 'a file where the folder should be')
    let thrown: unknown
    try {
      sealedResponses.write(ID, Buffer.from('x'))
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ error: { kind: 'vault', why: 'unreadable' } })
    expect(String(thrown)).not.toContain(sealedResponseDir)
    expect(readFileSync(sealedResponseDir, 'utf8')).toBe('a file where the folder should be')
  })
})
