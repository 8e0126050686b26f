import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OperationId } from '../../../shared/model/model.ts'
import { createRescueShelf } from '../../../electron/store/rescue-shelf.ts'
import { makeVaultFolder, modeOf } from './vault-folder.ts'

const ID = '7d1f0c1e-6a1b-4a8e-9d59-2b7f3c0a1b2c' as OperationId

function makeShelf() {
  const { rescueDir } = makeVaultFolder().paths
  return { rescueDir, shelf: createRescueShelf(rescueDir) }
}

describe('rescue shelf', () => {
  it('is empty before there is a folder', () => {
    const { shelf } = makeShelf()
    expect(shelf.list()).toEqual([])
    expect(shelf.read(ID)).toBeUndefined()
    shelf.remove(ID)
  })

  it('gives back what was put on it, to another start too, and for its owner only', () => {
    const { rescueDir, shelf } = makeShelf()
    const sealed = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256)
    shelf.write(ID, sealed)
    expect(Uint8Array.from(createRescueShelf(rescueDir).read(ID)!)).toEqual(sealed)
    expect(shelf.list()).toEqual([ID])
    expect(modeOf(rescueDir)).toBe('700')
    expect(modeOf(join(rescueDir, ID))).toBe('600')
    expect(readdirSync(rescueDir)).toEqual([ID])
  })

  it('removes one and leaves the others', () => {
    const { shelf } = makeShelf()
    shelf.write(ID, Buffer.from('a'))
    shelf.write('other' as OperationId, Buffer.from('b'))
    shelf.remove(ID)
    expect(shelf.list()).toEqual(['other'])
  })

  it('never writes over an answer: the earlier one stays on the shelf under a name of its own', () => {
    const { shelf } = makeShelf()
    for (const text of ['first', 'second', 'third']) shelf.write(ID, Buffer.from(text))
    const texts = shelf.list().map((name) => Buffer.from(shelf.read(name as OperationId)!).toString())
    expect(texts.sort()).toEqual(['first', 'second', 'third'])
    expect(Buffer.from(shelf.read(ID)!).toString()).toBe('third')
  })

  it('takes no unfinished file for an answer, and does not delete it either', () => {
    const { rescueDir, shelf } = makeShelf()
    mkdirSync(rescueDir)
    writeFileSync(join(rescueDir, `.${ID}.draft`), 'cut off')
    mkdirSync(join(rescueDir, 'folder'))
    expect(shelf.list()).toEqual([])
    expect(shelf.read(ID)).toBeUndefined()
    shelf.write(ID, Buffer.from('whole'))
    expect(readFileSync(join(rescueDir, `.${ID}.draft`), 'utf8')).toBe('cut off')
  })

  it('lists files that are not its own, since they may be answers, and can read each', () => {
    const { rescueDir, shelf } = makeShelf()
    mkdirSync(rescueDir)
    writeFileSync(join(rescueDir, 'from a backup (2)'), 'x')
    expect(shelf.list().map((name) => shelf.read(name as OperationId)!.byteLength)).toEqual([1])
  })

  it.each(['', '.', '..', '../keyhold.sqlite', 'a/b', 'a\\b', '/etc/passwd', 'c:stream', 'a\0b', '.hidden'])(
    'refuses a name that could lead elsewhere: %j',
    (name) => {
      const { rescueDir, shelf } = makeShelf()
      writeFileSync(join(dirname(rescueDir), 'keyhold.sqlite'), 'the vault')
      const refusal = expect.objectContaining({ error: { kind: 'not-found', what: 'operation' } }) as Error
      expect(() => shelf.write(name as OperationId, Buffer.from('x'))).toThrow(refusal)
      expect(() => shelf.read(name as OperationId)).toThrow(refusal)
      expect(() => shelf.remove(name as OperationId)).toThrow(refusal)
      expect(readFileSync(join(dirname(rescueDir), 'keyhold.sqlite'), 'utf8')).toBe('the vault')
    },
  )

  it('says so when it cannot write, without a path in the message, and leaves nothing half done', () => {
    const { rescueDir, shelf } = makeShelf()
    writeFileSync(rescueDir, 'a file where the folder should be')
    let thrown: unknown
    try {
      shelf.write(ID, Buffer.from('x'))
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ error: { kind: 'vault', why: 'unreadable' } })
    expect(String(thrown)).not.toContain(rescueDir)
    expect(readFileSync(rescueDir, 'utf8')).toBe('a file where the folder should be')
  })
})
